import { readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { procTable } from '../../src/adapters/engines/process/process-table.js';
import type { EngineOrder } from '../../src/domain/engine/engine.js';
import { StopSource } from '../../src/domain/ports/stop-signal.js';
import type { RunEvent } from '../../src/domain/run/run-event.js';
import { completedOf, ScriptedWorld } from '../adapters/engines/scripted-world.js';
import { FakeModel } from '../support/fake-model/fake-model.js';
import { programOf, REAL_ENGINES, type RealEngine } from './real-engines.js';
import { ResultTable } from './result-table.js';

const FOREVER = 'tail -f /dev/null & tail -f /dev/null';

describe('the real programs through our adapters', () => {
  const table = new ResultTable();
  for (const engine of REAL_ENGINES) engineCases(engine, table);
  after(() => console.log(table.text()));
});

function engineCases(real: RealEngine, table: ResultTable): void {
  describe(real.id, function () {
    this.timeout(90_000);
    let base: ScriptedWorld;
    let world: ScriptedWorld;
    let model: FakeModel;

    before(async () => {
      base = await ScriptedWorld.open();
      model = await FakeModel.start(base.directory);
      const home = join(base.directory, 'home');
      await mkdir(home);
      const environment = { HOME: home, LANG: 'C.UTF-8', ...(await real.prepare(home, model.url)) };
      const other = { id: real.id, table: { command: programOf(real.id), ...real.table } };
      world = await ScriptedWorld.open({ other, environment, timings: { graceMs: 5_000 } });
    });

    after(async () => {
      await model.stop();
      await world.close();
      await base.close();
    });

    afterEach(function () {
      const { currentTest } = this;
      if (currentTest !== undefined) table.note(real.id, currentTest.title, currentTest.state);
    });

    const play = (prompt: string, more: Partial<EngineOrder> = {}) => world.play(prompt, more);

    function startOf(events: readonly RunEvent[]) {
      const started = events.find((event) => event.kind === 'started');
      if (started === undefined) throw new Error(`not started: ${JSON.stringify(events)}`);
      return started;
    }

    /** `kind title ok` of each action that ended. */
    const endedActions = (events: readonly RunEvent[]) =>
      events.flatMap((event) =>
        event.kind === 'action' && event.phase === 'completed'
          ? [`${event.action.kind} ${event.action.title} ${event.ok}`]
          : [],
      );

    it('is there in the pinned version', async () => {
      const program = programOf(real.id);
      expect(await world.engine.availability()).to.deep.equal({ kind: 'available', version: real.version, program });
    });

    it('answers a text', async () => {
      const events = await play('Hello there');
      expect(completedOf(events)).to.deep.include({ ok: true, problem: null });
      expect(completedOf(events).answer).to.equal('Fake answer to user turn 1: "Hello there".');
      expect(completedOf(events).usage?.outputTokens).to.be.above(0);
      expect(startOf(events).resume).to.deep.include({ engine: real.id, directory: world.directory });
    });

    it('takes any prompt as a prompt', async () => {
      for (const prompt of ['--version please', '-p "quoted" and $HOME', '@nobody and /help']) {
        expect(completedOf(await play(prompt)).answer).to.equal(`Fake answer to user turn 1: "${prompt}".`);
      }
    });

    it('runs a tool', async () => {
      const events = await play(`Go [[tool:${real.shell('echo hi there')}]]`);
      expect(endedActions(events)).to.deep.equal(['command echo hi there true']);
      expect(completedOf(events).answer).to.include('hi there');
    });

    it('tells a tool that fails', async () => {
      const events = await play(`Go [[tool:${real.shell('echo oops; exit 3')}]]`);
      expect(endedActions(events)).to.deep.equal([`command echo oops; exit 3 ${!real.tellsFailures}`]);
      const { ok, answer } = completedOf(events);
      expect(ok).to.equal(true);
      expect(answer).to.include('oops');
    });

    it('goes on with a conversation', async () => {
      const { resume } = startOf(await play('Remember the word apple'));
      const events = await play('Which word?', { resume });
      expect(completedOf(events).answer).to.match(/^Fake answer to user turn 2:/);
      expect(startOf(events).resume).to.deep.equal(resume);
      const elsewhere = await play('And from elsewhere?', { resume, directory: base.directory });
      expect(completedOf(elsewhere).answer).to.match(/^Fake answer to user turn 3:/);
    });

    it('goes on with the latest conversation', async () => {
      const { resume } = startOf(await play('Remember the word pear'));
      const events = await play('Which word?', { resume: { ...resume, value: '' } });
      expect(completedOf(events).answer).to.match(/^Fake answer to user turn 2:/);
      expect(startOf(events).resume).to.deep.equal(resume);
    });

    it('does not know a conversation that never was', async () => {
      const resume = { engine: real.id, value: real.noSuchConversation, directory: null };
      expect(completedOf(await play('Hello', { resume })).problem?.kind).to.equal('session-unknown');
    });

    it('uses the model that is asked for', async () => {
      const options = { model: real.otherModel.named, effort: null, permissionMode: null };
      expect(completedOf(await play('Which model?', { options })).ok).to.equal(true);
      // Beside the answer a program may ask another model, for a title.
      const asked = (await model.asked()).filter((request) => request.includes('Which model?'));
      expect(asked.some((request) => request.includes(real.otherModel.asked))).to.equal(true);
    });

    it('is told the preamble', async () => {
      const preamble = 'PREAMBLE "WORDS"\nof two lines';
      const { answer, problem } = completedOf(await play('Marked prompt', { preamble }));
      expect(problem).to.equal(null);
      expect(answer).to.match(/^Fake answer to user turn 1:/);
      const asked = (await model.asked()).filter((request) => request.includes('Marked prompt'));
      expect(asked.some((request) => request.includes('PREAMBLE'))).to.equal(true);
    });

    for (const [status, outcome] of Object.entries(real.failures)) {
      it(`meets a provider that fails (${status})`, async () => {
        if (outcome === 'tries again') return triesAgain(status);
        const order = status === 'cut' ? 'Hello [[cut]] and so on and on' : `Hello [[error:${status} bad luck]]`;
        const { ok, problem } = completedOf(await play(order));
        expect(ok).to.equal(false);
        expect(problem?.kind, problem?.message).to.equal(outcome);
      });
    }

    it('is stopped in the middle of a text', async () => {
      const events = await playUntil('Talk on [[hang]] marked-one and on and on', 'asked');
      expect(completedOf(events).problem?.kind).to.equal('interrupted');
    });

    it('is stopped in the middle of a tool, and goes on', async () => {
      const first = startOf(await play('Begin'));
      const prompt = `Wait marked-two [[tool:${real.shell(FOREVER)}]]`;
      const events = await playUntil(prompt, 'shell', { resume: first.resume });
      expect(completedOf(events).problem?.kind).to.equal('interrupted');
      if (real.repeatsCutPrompt) return;
      expect(completedOf(await play('And now?', { resume: first.resume })).ok).to.equal(true);
    });

    it('said nothing that is not known here', () => {
      const unknown = world.facts.filter(({ name }) => name === 'engine.ended').map(({ data }) => data?.['unknown']);
      expect(unknown.length).to.be.above(10);
      for (const types of unknown) expect(types).to.deep.equal({});
    });

    /** A failure that passes is got over; while a connection is cut for ever, the run waits until it is stopped. */
    async function triesAgain(status: string): Promise<void> {
      if (status !== 'cut') return void expect(completedOf(await play(`Hello [[fail:1 ${status}]]`)).ok).to.equal(true);
      const events = await playUntil('Hello [[cut]] marked-cut and so on and on', 'asked');
      expect(completedOf(events).problem?.kind).to.equal('interrupted');
    }

    /** Plays an order, stops it once its model was asked or its shell runs, and sees that nothing is left. */
    async function playUntil(prompt: string, when: 'asked' | 'shell', more: Partial<EngineOrder> = {}) {
      const order = world.order(prompt, more);
      const stop = new StopSource();
      const [mark = ''] = /marked-\w+/.exec(prompt) ?? [];
      let over = false;
      const reached = async () => {
        const happened = () => (when === 'asked' ? wasAsked(mark) : runsShell(order.run));
        while (!over && !(await happened())) await new Promise((resolve) => setImmediate(resolve));
        stop.stop();
      };
      const watching = reached();
      const events: RunEvent[] = [];
      for await (const event of world.engine.begin(order, stop.signal)) events.push(event);
      over = true;
      await watching;
      expect((await marked(order.run)).length, 'processes left').to.equal(0);
      expect(world.live.count).to.equal(0);
      return events;
    }

    async function wasAsked(mark: string): Promise<boolean> {
      return (await model.asked()).some((request) => request.includes(mark));
    }

    async function marked(run: string): Promise<readonly number[]> {
      const entries = await procTable.read();
      return entries.flatMap(({ pid }) => (procTable.hasVariable(pid, `UNTETHER_RUN=${run}`) ? [pid] : []));
    }

    async function runsShell(run: string): Promise<boolean> {
      return (await shells()).some((pid) => procTable.hasVariable(pid, `UNTETHER_RUN=${run}`));
    }

    async function shells(): Promise<readonly number[]> {
      return (await procTable.read()).flatMap(({ pid }) => {
        try {
          return readFileSync(`/proc/${pid}/cmdline`, 'latin1').startsWith('tail\0-f') ? [pid] : [];
        } catch {
          return [];
        }
      });
    }
  });
}
