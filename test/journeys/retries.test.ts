import { expect } from 'chai';
import type { EngineProblem, RunEvent, RunUsage } from '../../src/domain/run/run-event.js';
import { TestApp, TestWorld } from '../support/app.js';
import type { ConfigChange } from '../support/builders/app-config.js';
import type { HeldRun } from '../support/fakes/fake-engine.js';
import { settled } from '../support/fakes/fake-time.js';

const usage: RunUsage = { costUsd: 0.25, turns: 2, durationMs: 1, inputTokens: 1, outputTokens: 1 };
const nothing: RunUsage = { costUsd: 0, turns: 0, durationMs: 0, inputTokens: 0, outputTokens: 0 };
const started: RunEvent = {
  kind: 'started',
  resume: { engine: 'fake', value: 'c1', directory: '/home/ada' },
  meta: {},
};
const toolEnded: RunEvent = {
  kind: 'action',
  phase: 'completed',
  action: { id: 'a', kind: 'command', title: 'ls', detail: null, exitCode: 0 },
  ok: true,
};
const answer: RunEvent = { kind: 'completed', ok: true, answer: 'done', problem: null, usage };
const empty: RunEvent = { kind: 'completed', ok: true, answer: '', problem: null, usage: nothing };
const early: EngineProblem = { kind: 'ended-early', message: 'ended without a result', exitCode: 0 };

function failed(problem: EngineProblem, used: RunUsage | null = null): RunEvent {
  return { kind: 'completed', ok: false, answer: '', problem, usage: used };
}

class Rig {
  readonly app: TestApp;

  private constructor(app: TestApp) {
    this.app = app;
  }

  static async start(change: ConfigChange = {}): Promise<Rig> {
    const world = new TestWorld();
    world.engine.holding = true;
    world.engine.know('c1');
    return new Rig(await TestApp.start(change, world));
  }

  get last(): HeldRun {
    const held = this.app.world.engine.held.at(-1);
    if (held === undefined) throw new Error('nothing runs');
    return held;
  }

  get orders() {
    return this.app.world.engine.orders.map(({ prompt, resume }) => [prompt, resume?.value ?? null]);
  }

  get told(): readonly string[] {
    return this.app.texts('notice').filter((text) => /^(?:🔁|🆕)/u.test(text));
  }

  /** What the engine does next, to its end. */
  async plays(...events: readonly RunEvent[]): Promise<void> {
    this.last.emit(...events);
    this.last.end();
    await settled();
    await this.app.world.time.advance(2_000);
  }

  /** A conversation that the chat goes on with. */
  async converse(): Promise<void> {
    await this.app.say('first');
    await this.plays(started, answer);
  }
}

describe('a run that ended after the result of a tool, without an answer', () => {
  it('goes on by itself in its conversation and is answered once, with what both processes used', async () => {
    const rig = await Rig.start();
    await rig.app.say('do it');
    await rig.plays(started, { kind: 'spent', usage }, toolEnded, failed(early));
    expect(rig.orders).to.deep.equal([
      ['do it', null],
      ['continue', 'c1'],
    ]);
    expect(rig.told).to.have.length(1);
    await rig.plays(started, answer);
    expect(rig.app.shown('final')).to.have.length(1);
    expect(rig.app.shown('final')[0]?.view).to.include({ status: 'done', answer: 'done' });
    expect(rig.app.world.runHistory.runs.map((run) => [run.outcome, run.usage?.costUsd])).to.deep.equal([
      ['done', 0.5],
    ]);
  });

  it('goes on as often as it may, and then says how it ended', async () => {
    const rig = await Rig.start({ autoContinue: { maxRetries: 2 } });
    await rig.app.say('do it');
    for (let attempt = 0; attempt < 3; attempt++) await rig.plays(started, toolEnded, failed(early));
    expect(rig.orders).to.have.length(3);
    expect(rig.app.shown('final')).to.have.length(1);
    expect(rig.app.shown('final')[0]?.view).to.have.nested.property('problem.kind', 'ended-early');
  });

  it('does not where that is switched off, nor after a signal', async () => {
    for (const autoContinue of [{ enabled: false }, { maxRetries: 0 }]) {
      const rig = await Rig.start({ autoContinue });
      await rig.app.say('do it');
      await rig.plays(started, toolEnded, failed(early));
      expect(rig.orders).to.have.length(1);
    }
    const rig = await Rig.start();
    await rig.app.say('do it');
    await rig.plays(started, toolEnded, failed({ kind: 'killed', message: 'killed', signal: 'SIGKILL' }));
    expect(rig.orders).to.have.length(1);
  });

  it('does not after /cancel', async () => {
    const rig = await Rig.start();
    await rig.app.say('do it');
    rig.last.emit(started, toolEnded);
    await settled();
    await rig.app.say('/cancel');
    expect(rig.orders).to.have.length(1);
    expect(rig.app.shown('progress').at(-1)?.view).to.include({ status: 'cancelled' });
  });

  it('does not once its budget is reached', async () => {
    const costBudget = { enabled: true, maxCostPerRunUsd: 0.1, autoCancel: true };
    const rig = await Rig.start({ costBudget });
    await rig.app.say('do it');
    await rig.plays(started, toolEnded, failed(early, usage));
    expect(rig.orders).to.have.length(1);
  });
});

describe('a conversation that answers nothing', () => {
  it('gets the message once more, and then a new one is begun', async () => {
    const rig = await Rig.start();
    await rig.converse();
    await rig.app.say('second');
    await rig.plays(started, empty);
    await rig.plays(started, empty);
    expect(rig.orders.slice(1)).to.deep.equal([
      ['second', 'c1'],
      ['second', 'c1'],
      ['second', null],
    ]);
    expect(rig.told).to.have.length(2);
    await rig.plays(started, answer);
    expect(rig.app.shown('final')).to.have.length(2);
    expect(rig.app.shown('final')[1]?.view).to.include({ answer: 'done' });
  });

  it('is told as it is where nothing is to be sent again', async () => {
    const rig = await Rig.start({ autoContinue: { resendEmptyResume: false } });
    await rig.converse();
    await rig.app.say('second');
    await rig.plays(started, empty);
    expect(rig.orders).to.have.length(2);
    expect(rig.app.shown('final').at(-1)?.view).to.include({ status: 'done', answer: '' });
  });
});

describe('an answer that broke off', () => {
  const idle = failed({ kind: 'stream-idle', message: 'Stream idle timeout' }, usage);

  it('is gone on with where that is asked for', async () => {
    const rig = await Rig.start({ watchdog: { streamIdleAutoRetry: true } });
    await rig.app.say('do it');
    await rig.plays(started, idle);
    await rig.plays(started, idle);
    expect(rig.orders).to.deep.equal([
      ['do it', null],
      ['continue', 'c1'],
    ]);
    expect(rig.app.shown('final')[0]?.view).to.have.nested.property('problem.kind', 'stream-idle');
  });

  it('is told otherwise', async () => {
    const rig = await Rig.start();
    await rig.app.say('do it');
    await rig.plays(started, idle);
    expect(rig.orders).to.have.length(1);
  });
});

describe('an engine that is stuck after the result of a tool', () => {
  it('is ended and its conversation gone on with, once', async () => {
    const rig = await Rig.start({ watchdog: { detectStuckAfterToolResult: true } });
    await rig.app.say('do it');
    rig.last.emit(started, toolEnded);
    await rig.app.world.time.advance(5 * 60_000 + 30_000);
    expect(rig.app.texts('notice').at(-1)).to.include('continues in a new process in 1 min');
    await rig.app.world.time.advance(60_000);
    expect(rig.orders).to.deep.equal([
      ['do it', null],
      ['continue', 'c1'],
    ]);
    rig.last.emit(started, toolEnded);
    await rig.app.world.time.advance(30 * 60_000);
    expect(rig.orders).to.have.length(2);
    await rig.plays(answer);
    expect(rig.app.shown('final')[0]?.view).to.include({ status: 'done', answer: 'done' });
  });
});

describe('a conversation whose process had to be killed', () => {
  it('is not gone on with by the next message, which is said', async () => {
    const rig = await Rig.start();
    await rig.app.say('do it');
    await rig.plays(started, answer, { kind: 'torn-down' });
    expect(rig.told).to.have.length(1);
    await rig.app.say('more');
    expect(rig.orders.at(-1)).to.deep.equal(['more', null]);
  });

  it('is gone on with where that is not minded', async () => {
    const rig = await Rig.start({ autoContinue: { quarantineOnForcedTeardown: false } });
    await rig.app.say('do it');
    await rig.plays(started, answer, { kind: 'torn-down' });
    await rig.app.say('more');
    expect(rig.orders.at(-1)).to.deep.equal(['more', 'c1']);
  });
});
