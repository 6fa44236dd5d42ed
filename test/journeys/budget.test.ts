import { expect } from 'chai';
import type { RunEvent, RunUsage } from '../../src/domain/run/run-event.js';
import { TestApp, TestWorld } from '../support/app.js';
import type { ConfigChange } from '../support/builders/app-config.js';
import { settled } from '../support/fakes/fake-time.js';

function usage(costUsd: number): RunUsage {
  return { costUsd, turns: 1, durationMs: 1, inputTokens: 1, outputTokens: 1 };
}

function answer(costUsd: number): RunEvent {
  return { kind: 'completed', ok: true, answer: 'done', problem: null, usage: usage(costUsd) };
}

const spent = (costUsd: number): RunEvent => ({ kind: 'spent', usage: usage(costUsd) });

const working: RunEvent = {
  kind: 'action',
  phase: 'started',
  action: { id: 'a', kind: 'command', title: 'make', detail: null, exitCode: null },
  ok: null,
};

async function start(costBudget: ConfigChange['costBudget'], world = new TestWorld()): Promise<TestApp> {
  world.engine.holding = true;
  return TestApp.start(
    {
      costBudget: { enabled: true, ...costBudget },
      triggers: { defaultTimezone: 'UTC' },
      telegram: { sessionMode: 'stateless' },
    },
    world,
  );
}

/** One run that answers at this price. */
async function run(app: TestApp, costUsd: number): Promise<void> {
  await app.say('do it');
  const held = app.world.engine.held.at(-1);
  held?.emit(answer(costUsd));
  held?.end();
  await settled();
  await app.world.time.advance(2_000);
}

const told = (app: TestApp) => app.texts('notice').filter((text) => text.includes('cost_budget'));

describe('the budget of a run', () => {
  it('is told once when it is near and once when it is reached', async () => {
    const app = await start({ maxCostPerRunUsd: 1 });
    await app.say('do it');
    const [held] = app.world.engine.held;
    for (const costUsd of [0.5, 0.7, 0.9, 1.2, 1.3]) held?.emit(spent(costUsd));
    held?.emit(working, answer(1.4));
    held?.end();
    await app.world.time.advance(10_000);
    expect(told(app)).to.deep.equal([
      '💰 This run has cost $0.70, 70 % of `cost_budget.max_cost_per_run` ($1.00).',
      '🛑 This run has cost $1.20; `cost_budget.max_cost_per_run` allows $1.00.',
    ]);
    expect(app.shown('final').at(-1)?.view).to.deep.include({ status: 'done', answer: 'done' });
  });

  it('ends a run that goes on beyond it, if it may, and the final says which key that was', async () => {
    const app = await start({ maxCostPerRunUsd: 1, autoCancel: true });
    await app.say('do it');
    app.world.engine.held[0]?.emit(spent(1.2), working);
    await settled();
    const view = app.shown('final').at(-1)?.view;
    expect(view).to.include({ status: 'error' });
    expect(view).to.have.nested.property('problem.kind', 'over-budget');
    expect(view).to.have.nested.property('problem.message').that.includes('cost_budget.max_cost_per_run');
    expect(app.world.engine.live).to.equal(0);
    expect(app.world.runHistory.runs[0]).to.include({ outcome: 'error' });
    expect(app.world.runHistory.runs[0]?.usage?.costUsd).to.equal(1.2);
  });

  it('takes an answer that is paid for', async () => {
    const app = await start({ maxCostPerRunUsd: 1, autoCancel: true });
    await app.say('do it');
    app.world.engine.held[0]?.emit(spent(1.2), answer(1.2));
    app.world.engine.held[0]?.end();
    await settled();
    expect(app.shown('final').at(-1)?.view).to.include({ status: 'done' });
  });

  it('ends what goes on in the background after an answer without a second final', async () => {
    const app = await start({ maxCostPerRunUsd: 1, autoCancel: true });
    await app.say('do it');
    app.world.engine.held[0]?.emit(answer(1.2), working);
    await settled();
    expect(app.world.engine.live).to.equal(0);
    expect(app.shown('final')).to.have.length(1);
    expect(app.shown('final')[0]?.view).to.include({ status: 'done' });
  });
});

describe('the budget of a day', () => {
  it('adds up the runs of all chats, also those of before a restart, and tells once', async () => {
    const app = await start({ maxCostPerDayUsd: 1 });
    await run(app, 0.4);
    await app.stop();
    const next = await start({ maxCostPerDayUsd: 1 }, app.world);
    await run(next, 0.4);
    await run(next, 0.4);
    await run(next, 0.4);
    expect(told(next)).to.deep.equal([
      '💰 Today’s runs have cost $0.80, 80 % of `cost_budget.max_cost_per_day` ($1.00).',
      '🛑 Today’s runs have cost $1.20; `cost_budget.max_cost_per_day` allows $1.00.',
    ]);
    expect(next.world.engine.orders).to.have.length(4);
  });

  it('begins no further run, also after a restart, says which key that is, and begins them again the next day', async () => {
    const app = await start({ maxCostPerDayUsd: 1, autoCancel: true });
    await run(app, 1.1);
    await app.stop();
    const next = await start({ maxCostPerDayUsd: 1, autoCancel: true }, app.world);
    await next.say('more');
    await settled();
    expect(next.world.engine.orders).to.have.length(1);
    const view = next.shown('final').at(-1)?.view;
    expect(view).to.have.nested.property('problem.kind', 'over-budget');
    expect(view).to.have.nested.property('problem.message').that.includes('cost_budget.max_cost_per_day');
    expect(await next.world.inbox.unfinished()).to.deep.equal([]);
    await next.world.time.advance(12 * 3_600_000);
    await run(next, 0.1);
    expect(next.world.engine.orders).to.have.length(2);
  });

  it('ends a run that goes on although another one spent what was left', async () => {
    const app = await start({ maxCostPerDayUsd: 1, autoCancel: true });
    await app.say('long');
    const [long] = app.world.engine.held;
    long?.emit(spent(0.1));
    await run(app, 1);
    expect(app.world.engine.live).to.equal(1);
    long?.emit(spent(0.2), working);
    await settled();
    expect(app.world.engine.live).to.equal(0);
    expect(told(app).filter((text) => text.startsWith('🛑'))).to.have.length(1);
  });

  it('adds up what runs spend in the same moment', async () => {
    const app = await start({ maxCostPerDayUsd: 1 });
    await app.say('one');
    await app.say('two');
    for (const held of app.world.engine.held) held.emit(spent(0.6));
    await settled();
    expect(told(app)).to.deep.equal(['🛑 Today’s runs have cost $1.20; `cost_budget.max_cost_per_day` allows $1.00.']);
  });

  it('takes runs again as soon as the limit is raised', async () => {
    const change = { maxCostPerDayUsd: 1, autoCancel: true };
    const app = await start(change);
    await run(app, 1.1);
    await app.edit({
      costBudget: { enabled: true, ...change, maxCostPerDayUsd: 5 },
      triggers: { defaultTimezone: 'UTC' },
    });
    await run(app, 0.1);
    expect(app.world.engine.orders).to.have.length(2);
  });
});
