import { join } from 'node:path';
import { expect } from 'chai';
import { procTable } from '../../src/adapters/engines/process/process-table.js';
import { StopSource } from '../../src/domain/ports/stop-signal.js';
import type { RunEvent } from '../../src/domain/run/run-event.js';
import { completedOf, type ScriptedWorld } from '../adapters/engines/scripted-world.js';
import type { FakeModel } from '../support/fake-model/fake-model.js';
import { CLAUDE_PROGRAM, RealClaude } from './real-claude.js';
import { printResults } from './result-table.js';

describe('the real Claude Code through our adapter', function () {
  printResults('claude');
  this.timeout(60_000);
  let claude: RealClaude;
  let world: ScriptedWorld;
  let model: FakeModel;

  before(async () => {
    claude = await RealClaude.open();
    world = claude.world;
    model = claude.model;
  });

  after(() => claude[Symbol.asyncDispose]());

  const actions = (events: readonly RunEvent[]) =>
    events.flatMap((event) =>
      event.kind === 'action' ? [`${event.action.kind} ${event.action.title} ${event.ok}`] : [],
    );

  function tokenOf(events: readonly RunEvent[]) {
    const [started] = events;
    if (started?.kind !== 'started') throw new Error('not started');
    return started;
  }

  it('is available in the pinned version', async () => {
    expect(await world.engine.availability()).to.deep.equal({
      kind: 'available',
      version: '2.1.332',
      program: CLAUDE_PROGRAM,
    });
  });

  it('answers, and says its model, mode and version', async () => {
    const events = await world.play('Hello there');
    expect(completedOf(events)).to.deep.include({ ok: true, answer: 'Fake answer to user turn 1: "Hello there".' });
    expect(completedOf(events).usage?.inputTokens).to.be.above(0);
    expect(tokenOf(events).meta).to.deep.include({ permissionMode: 'dontAsk', version: '2.1.332' });
  });

  it('takes any prompt as a prompt', async () => {
    const answer = completedOf(await world.play('--version and -p')).answer;
    expect(answer).to.equal('Fake answer to user turn 1: "--version and -p".');
  });

  it('runs a tool, and tells when one fails', async () => {
    const events = await world.play(
      'Go [[tool:Bash {"command":"echo hi"}]] [[tool:Bash {"command":"echo no; exit 3"}]]',
    );
    expect(actions(events)).to.deep.equal([
      'command echo hi null',
      'command echo hi true',
      'command echo no; exit 3 null',
      'command echo no; exit 3 false',
    ]);
    const failed = events.findLast((event) => event.kind === 'action');
    expect(failed?.kind === 'action' && failed.action.exitCode).to.equal(3);
    expect(completedOf(events).ok).to.equal(true);
  });

  it('writes in its directory, and may not do what nobody allowed', async () => {
    const file = join(world.directory, 'made.txt');
    const write = JSON.stringify({ file_path: file, content: 'x' });
    const events = await world.play(
      `[[tool:Write ${write}]] [[tool:WebFetch {"url":"http://127.0.0.1:9","prompt":"x"}]]`,
    );
    expect(actions(events)).to.include('file_change made.txt true');
    expect(actions(events)).to.include('warning no permission for WebFetch false');
    expect(completedOf(events).ok).to.equal(true);
  });

  it('goes on with a conversation, and knows it by its token only', async () => {
    const { resume } = tokenOf(await world.play('Remember the word apple'));
    const events = await world.play('Which word?', { resume });
    expect(completedOf(events).answer).to.match(/^Fake answer to user turn 2:/);
    expect(tokenOf(events).resume).to.deep.equal(resume);
    expect((await model.asked()).at(-1)).to.contain('Remember the word apple');
    const unknown = { ...resume, value: '00000000-0000-4000-8000-000000000000' };
    expect(completedOf(await world.play('Hello', { resume: unknown })).problem?.kind).to.equal('session-unknown');
    const flag = { ...resume, value: '--dangerously-skip-permissions' };
    expect(completedOf(await world.play('Hello', { resume: flag })).problem?.kind).to.equal('session-unknown');
  });

  it('uses the model that is asked for', async () => {
    const options = { model: 'opus', effort: 'low', permissionMode: 'plan' };
    const { meta } = tokenOf(await world.play('Hello', { options }));
    expect(meta).to.deep.include({ permissionMode: 'plan', effort: 'low' });
    expect(meta.model).to.contain('opus');
  });

  it('puts the preamble into the system prompt, and keeps it when the conversation goes on', async () => {
    const { resume } = tokenOf(await world.play('Hello', { preamble: 'PREAMBLE-WORDS' }));
    expect((await model.asked()).at(-1)).to.contain('PREAMBLE-WORDS');
    await world.play('Again', { preamble: 'PREAMBLE-WORDS', resume });
    expect((await model.asked()).at(-1)).to.contain('PREAMBLE-WORDS');
  });

  it('fails with the kind of the failure', async () => {
    const problemOf = async (prompt: string) => completedOf(await world.play(prompt)).problem;
    expect(await problemOf('Hello [[error:401 bad key]]')).to.deep.include({ kind: 'authentication' });
    expect(await problemOf('Hello [[error:429 slow down]]')).to.deep.include({ kind: 'rate-limit' });
    expect(await problemOf('Hello [[error:529 busy]]')).to.deep.include({ kind: 'overloaded' });
    expect(await problemOf('Hello [[error:404 no such model]]')).to.deep.include({ kind: 'model' });
    expect(await problemOf('Hello [[error:400 prompt is too long: 9 tokens > 8 maximum]]')).to.deep.include({
      kind: 'context-full',
    });
    expect((await problemOf('   '))?.kind).to.equal('bad-usage');
  });

  it('answers again after work behind the first answer', async () => {
    const call = JSON.stringify({ command: 'timeout 1 tail -f /dev/null; echo over', run_in_background: true });
    const events = await world.play(`Bg [[tool:Bash ${call}]]`);
    expect(events.filter((event) => event.kind === 'completed').map(({ ok }) => ok)).to.deep.equal([true, true]);
  });

  it('leaves no process behind when it is stopped in the middle of a tool, and the conversation can go on', async () => {
    const stop = new StopSource();
    const order = world.order('Wait [[tool:Bash {"command":"tail -f /dev/null & tail -f /dev/null"}]]');
    const events: RunEvent[] = [];
    for await (const event of world.engine.begin(order, stop.signal)) {
      events.push(event);
      if (event.kind === 'action' && event.phase === 'started') void untilShellRuns(order.run).then(() => stop.stop());
    }
    expect(completedOf(events).problem?.kind).to.equal('interrupted');
    expect(await marked(order.run)).to.deep.equal([]);
    const { resume } = tokenOf(events);
    expect(completedOf(await world.play('And now?', { resume })).ok).to.equal(true);
  });

  it('leaves no process behind when the program alone is killed', async () => {
    const order = world.order('Wait [[tool:Bash {"command":"tail -f /dev/null"}]]');
    const events: RunEvent[] = [];
    for await (const event of world.engine.begin(order, new StopSource().signal)) {
      events.push(event);
      const pid = Number(world.facts.findLast(({ name }) => name === 'engine.started')?.data?.['pid']);
      if (event.kind === 'action' && event.phase === 'started')
        void untilShellRuns(order.run).then(() => process.kill(pid, 'SIGKILL'));
    }
    expect(completedOf(events).problem?.kind).to.equal('killed');
    expect(await marked(order.run)).to.deep.equal([]);
  });

  it('said nothing that the adapter does not know', () => {
    const unknown = world.facts.filter(({ name }) => name === 'engine.ended').map(({ data }) => data?.['unknown']);
    expect(unknown.length).to.be.above(10);
    for (const types of unknown) expect(types).to.deep.equal({});
  });

  async function marked(run: string): Promise<number[]> {
    const entries = await procTable.read();
    return entries.flatMap(({ pid }) => (procTable.hasVariable(pid, `UNTETHER_RUN=${run}`) ? [pid] : []));
  }

  /** Resolves once the program has started a shell for its tool. */
  async function untilShellRuns(run: string): Promise<void> {
    while ((await marked(run)).length < 2) await new Promise((resolve) => setImmediate(resolve));
  }
});
