import { expect } from 'chai';
import type { ActionKind, RunAction, RunEvent } from '../../src/domain/run/run-event.js';
import { TestApp, TestWorld } from '../support/app.js';
import type { ConfigChange } from '../support/builders/app-config.js';
import type { HeldRun } from '../support/fakes/fake-engine.js';
import { settled } from '../support/fakes/fake-time.js';

const MINUTE_MS = 60_000;
const started: RunEvent = {
  kind: 'started',
  resume: { engine: 'fake', value: 'c1', directory: '/home/ada' },
  meta: {},
};
const answer: RunEvent = { kind: 'completed', ok: true, answer: 'done', problem: null, usage: null };

function act(phase: RunAction['phase'], title: string, kind: ActionKind = 'command'): RunAction {
  const action = { id: title, kind, title, detail: null, exitCode: null };
  return { kind: 'action', phase, action, ok: phase === 'completed' ? true : null };
}

async function start(watchdog: ConfigChange['watchdog'] = {}): Promise<{ app: TestApp; held: HeldRun }> {
  const world = new TestWorld();
  world.engine.holding = true;
  const app = await TestApp.start({ watchdog: { ...watchdog } }, world);
  await app.say('do it');
  const [held] = world.engine.held;
  if (held === undefined) throw new Error('nothing runs');
  held.emit(started);
  await settled();
  return { app, held };
}

const told = (app: TestApp) => app.texts('notice').filter((text) => text.startsWith('⏳'));
const minutes = (app: TestApp, count: number) => app.world.time.advance(count * MINUTE_MS);

describe('a run that is silent', () => {
  it('is told calmly, with what it waits for and how it is ended, and goes on', async () => {
    const { app, held } = await start();
    held.emit(act('started', 'make all'));
    await minutes(app, 9);
    expect(told(app)).to.deep.equal([]);
    await minutes(app, 2);
    expect(told(app)).to.deep.equal(['⏳ `make all` has been running for 10 min without output. /cancel stops it.']);
    await minutes(app, 30);
    expect(told(app)).to.have.length(3);
    expect(told(app).at(-1)).to.include('(reminder 3). This is the last reminder.');
    held.emit(act('completed', 'make all'), answer);
    held.end();
    await minutes(app, 1);
    expect(app.shown('final').at(-1)?.view).to.include({ status: 'done' });
    await app.stop();
  });

  it('is not told of while it is heard, and told of anew after news', async () => {
    const { app, held } = await start();
    for (let step = 0; step < 10; step++) {
      held.emit(act('completed', `step ${step}`));
      await minutes(app, 9);
    }
    expect(told(app)).to.deep.equal([]);
    await minutes(app, 2);
    expect(told(app)).to.deep.equal(['⏳ No output from the agent for 10 min. /cancel stops it.']);
    held.emit(act('completed', 'another'));
    await minutes(app, 11);
    expect(told(app)[1]).to.equal('⏳ No output from the agent for 10 min. /cancel stops it.');
  });

  it('may take longer for the tool of a server and for a subagent', async () => {
    const { app, held } = await start({ mcpToolTimeoutMs: 20 * MINUTE_MS });
    held.emit(act('started', 'look', 'subagent'));
    await minutes(app, 14);
    held.emit(act('completed', 'look', 'subagent'), act('started', 'docs:find', 'mcp_tool'));
    await minutes(app, 19);
    expect(told(app)).to.deep.equal([]);
    await minutes(app, 2);
    expect(told(app)).to.deep.equal(['⏳ The server of `docs:find` has not answered for 20 min. /cancel stops it.']);
  });

  it('is told of although its tool says that it still runs', async () => {
    const { app, held } = await start();
    held.emit(act('started', 'sleep 9999'));
    for (let minute = 0; minute < 11; minute++) {
      await minutes(app, 1);
      held.emit(act('updated', 'sleep 9999'));
    }
    expect(told(app)).to.have.length(1);
  });

  it('is ended after its last warning, if it may, and the final says why', async () => {
    const { app, held } = await start({ stallAutoKill: true, stallRepeatMs: 2 * MINUTE_MS });
    held.emit(act('started', 'make all'));
    await minutes(app, 15);
    expect(told(app)).to.have.length(3);
    expect(told(app)[2]).to.include('the run is stopped in 2 min');
    expect(app.world.engine.live).to.equal(1);
    await minutes(app, 2);
    expect(app.world.engine.live).to.equal(0);
    const view = app.shown('final').at(-1)?.view;
    expect(view).to.include({ status: 'error' });
    expect(view).to.have.nested.property('problem.kind', 'stalled');
    expect(view).to.have.nested.property('problem.message').that.includes('watchdog.stall_auto_kill');
  });

  it('is ended after an hour without any sign of life', async () => {
    const { app } = await start();
    await minutes(app, 61);
    const view = app.shown('final').at(-1)?.view;
    expect(view).to.have.nested.property('problem.message').that.includes('watchdog.pre_result_silence_timeout');
    expect(await app.world.inbox.unfinished()).to.deep.equal([]);
  });

  it('is never ended for that where the limit is 0', async () => {
    const { app } = await start({ preResultSilenceTimeoutMs: 0 });
    await minutes(app, 600);
    expect(app.world.engine.live).to.equal(1);
    await app.say('/cancel');
    expect(app.shown('progress').at(-1)?.view).to.include({ status: 'cancelled' });
  });

  it('is ended without a word when it stays after its answer', async () => {
    const { app, held } = await start();
    held.emit(answer);
    await minutes(app, 11);
    expect(app.world.engine.live).to.equal(0);
    expect(app.shown('final')).to.have.length(1);
    expect(told(app)).to.deep.equal([]);
  });

  it('is told of sooner after the result of a tool, where that is asked for', async () => {
    const { app, held } = await start({ detectStuckAfterToolResult: true, stuckAfterToolResultRecoveryEnabled: false });
    held.emit(act('started', 'ls'), act('completed', 'ls'));
    await minutes(app, 6);
    expect(told(app)).to.deep.equal(['⏳ The agent has said nothing for 5 min since `ls` ended. /cancel stops it.']);
  });

  it('leaves no alarm behind', async () => {
    const { app, held } = await start();
    held.emit(answer);
    held.end();
    await minutes(app, 1);
    const before = app.world.time.pending;
    await app.say('again');
    app.world.engine.held[1]?.emit(answer);
    app.world.engine.held[1]?.end();
    await minutes(app, 1);
    expect(app.world.time.pending).to.equal(before);
  });
});
