import { expect } from 'chai';
import type { Cron } from '../../src/domain/trigger/trigger.js';
import { TestApp, TestWorld } from '../support/app.js';
import { cronOf } from '../support/builders/cron.js';

const minutely = (change: Partial<Cron>) => ({ triggers: { enabled: true, crons: [cronOf('busy', change)] } });
/** A start brings the instant of the minute before. */
async function betweenMinutes(): Promise<TestWorld> {
  const world = new TestWorld();
  await world.time.advance(90_000);
  return world;
}

const end = async (app: TestApp) => {
  for (const run of app.world.engine.held.splice(0)) run.end();
  await app.world.time.advance(1_000);
};
const minutes = (app: TestApp, count: number) => app.world.time.advance(count * 60_000);

describe('a cron whose last run still goes on', () => {
  const start = async (change: Partial<Cron>): Promise<TestApp> => {
    const world = await betweenMinutes();
    world.engine.holding = true;
    return TestApp.start(minutely(change), world);
  };

  it('leaves the next ones out, says so once with a way to run it, and goes on when it is over', async () => {
    const app = await start({ overlap: 'skip' });
    await minutes(app, 3);
    expect(app.world.engine.orders).to.have.length(1);
    const told = app.texts('notice').filter((text) => text.includes('is still running'));
    expect(told).to.have.length(1);
    await end(app);
    await minutes(app, 1);
    expect(app.world.engine.orders).to.have.length(2);
    expect(await app.world.inbox.unfinished()).to.have.length(1);
  });

  it('queues them', async () => {
    const app = await start({ overlap: 'queue' });
    await minutes(app, 3);
    expect(app.world.engine.orders).to.have.length(1);
    await end(app);
    expect(app.world.engine.orders).to.have.length(2);
  });

  it('replaces it', async () => {
    const app = await start({ overlap: 'replace' });
    await minutes(app, 1);
    expect(app.world.engine.orders).to.have.length(2);
    expect(app.shown('progress')[0]?.view).to.deep.include({ status: 'cancelled' });
  });

  it('runs them side by side', async () => {
    const app = await start({ overlap: 'allow' });
    await minutes(app, 2);
    expect(app.world.engine.orders).to.have.length(3);
  });
});

describe('a trigger with a cap', () => {
  it('starts so many runs within an hour, reports the surplus once, also over a restart', async () => {
    const app = await TestApp.start(minutely({ maxRunsPerHour: 2, overlap: 'allow' }), await betweenMinutes());
    await minutes(app, 5);
    expect(app.world.engine.orders).to.have.length(2);
    expect(app.texts('notice').filter((text) => text.includes('2 times within an hour'))).to.have.length(1);
    app.crash();
    const next = await TestApp.start(minutely({ maxRunsPerHour: 2, overlap: 'allow' }), app.world);
    await minutes(next, 5);
    expect(app.world.engine.orders).to.have.length(2);
    await minutes(next, 60);
    expect(app.world.engine.orders).to.have.length(4);
  });
});
