import { join } from 'node:path';
import { expect } from 'chai';
import { procTable } from '../../../../src/adapters/engines/process/process-table.js';
import type { EngineSettings } from '../../../../src/application/values/config/engine-settings.js';
import { StopSource } from '../../../../src/domain/ports/stop-signal.js';
import type { RunEvent } from '../../../../src/domain/run/run-event.js';
import { repositoryRoot } from '../../../support/scripted-engine/path.js';
import { completedOf, type ScriptedChoices, ScriptedWorld } from '../scripted-world.js';

const STUB = join(repositoryRoot, 'test/support/stub-amp/stub-amp.mjs');

describe('Amp, with a stub in its place', () => {
  const worlds: ScriptedWorld[] = [];

  afterEach(async () => {
    for (const world of worlds.splice(0)) await world.close();
  });

  async function open(table: Partial<EngineSettings> = {}, choices: ScriptedChoices = {}): Promise<ScriptedWorld> {
    const other = { id: 'amp', table: { command: STUB, ...table } };
    const world = await ScriptedWorld.open({ ...choices, other });
    worlds.push(world);
    return world;
  }

  const tokenOf = (events: readonly RunEvent[]) => {
    const [started] = events;
    if (started?.kind !== 'started') throw new Error('not started');
    return started.resume;
  };

  it('answers, and goes on with the thread', async () => {
    const world = await open();
    const events = await world.play('-x marks it');
    expect(completedOf(events)).to.deep.include({ ok: true, answer: 'Stub answer to turn 1: -x marks it' });
    expect(completedOf(events).usage).to.deep.include({ inputTokens: 6, outputTokens: 4, turns: 1, durationMs: 5 });
    const resume = tokenOf(events);
    expect(completedOf(await world.play('Again', { resume })).answer).to.equal('Stub answer to turn 2: Again');
    const unknown = { ...resume, value: 'T-none' };
    expect(completedOf(await world.play('Again', { resume: unknown })).problem?.kind).to.equal('session-unknown');
  });

  it('takes its prompt as JSON where it is told to', async () => {
    const world = await open({ extra: { stream_json_input: true } });
    expect(completedOf(await world.play('say "x"')).answer).to.equal('Stub answer to turn 1: say "x"');
  });

  it('runs tools, and tells one that fails', async () => {
    const events = await (await open()).play('Go [[tool:echo hi]] [[tool:echo no; exit 3]]');
    const ended = events.flatMap((event) => (event.kind === 'action' && event.phase === 'completed' ? [event] : []));
    expect(ended.map(({ action, ok }) => [action.title, action.exitCode, ok])).to.deep.equal([
      ['echo hi', null, true],
      ['echo no; exit 3', 3, false],
    ]);
  });

  it('fails with the kind of the failure', async () => {
    const world = await open();
    const problemOf = async (prompt: string) => completedOf(await world.play(prompt)).problem?.kind;
    expect(await problemOf('[[error:401 Unauthorized]]')).to.equal('authentication');
    expect(await problemOf('[[error:This mode requires paid credits]]')).to.equal('quota');
    expect(await problemOf('[[error:429 Too Many Requests]]')).to.equal('rate-limit');
    expect(await problemOf('[[error:500 Internal Server Error]]')).to.equal('overloaded');
  });

  it('is ended when it asks for a login, although that is on its standard output', async () => {
    let kind: string | undefined;
    // A machine that is busy may not have printed the words within the first limit.
    for (const startUpMs of [500, 5_000, 60_000]) {
      const world = await open({}, { timings: { startUpMs } });
      kind = completedOf(await world.play('[[nokey]]')).problem?.kind;
      if (kind !== 'no-output') break;
    }
    expect(kind).to.equal('authentication');
  });

  it('leaves nothing behind when it is stopped in the middle of a tool', async () => {
    const world = await open();
    const stop = new StopSource();
    const order = world.order('[[tool:tail -f /dev/null]]');
    const events: RunEvent[] = [];
    for await (const event of world.engine.begin(order, stop.signal)) {
      events.push(event);
      if (event.kind === 'action') stop.stop();
    }
    expect(completedOf(events).problem?.kind).to.equal('interrupted');
    const left = (await procTable.read()).filter(({ pid }) => procTable.hasVariable(pid, `UNTETHER_RUN=${order.run}`));
    expect(left).to.deep.equal([]);
  });
});
