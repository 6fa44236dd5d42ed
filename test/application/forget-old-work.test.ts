import { expect } from 'chai';
import { TestApp, TestWorld } from '../support/app.js';

const HOUR_MS = 3_600_000;

describe('forgetting old work', () => {
  it('looks soon after the start and then every hour, for what is older than configured', async () => {
    const world = new TestWorld();
    const app = await TestApp.start({ history: { keepMs: 10 * HOUR_MS } }, world);
    const started = world.time.now();
    await world.time.advance(2.5 * HOUR_MS);
    const ages = world.finishedWork.asked.map((before, round) => started + 60_000 + round * HOUR_MS - before);
    expect(ages).to.deep.equal([10 * HOUR_MS, 10 * HOUR_MS, 10 * HOUR_MS]);
    await app.stop();
    await world.time.advance(3 * HOUR_MS);
    expect(world.finishedWork.asked).to.have.length(3);
  });

  it('follows an edit of the configuration', async () => {
    const world = new TestWorld();
    const app = await TestApp.start({ history: { keepMs: 10 * HOUR_MS } }, world);
    await app.say('do it');
    expect(world.inbox.rows).to.have.length(1);
    await world.time.advance(2 * HOUR_MS);
    expect(world.inbox.rows).to.have.length(1);
    await app.edit({ history: { keepMs: HOUR_MS } });
    await world.time.advance(HOUR_MS);
    expect(world.inbox.rows).to.deep.equal([]);
    await app.stop();
  });

  it('goes on in slices with pauses while there is more, and does not end with a full disk', async () => {
    const world = new TestWorld();
    world.finishedWork.slices = 4;
    const app = await TestApp.start({}, world);
    await world.time.advance(60_000);
    expect(world.finishedWork.asked).to.have.length(1);
    await world.time.advance(60);
    expect(world.finishedWork.asked).to.have.length(4);
    world.finishedWork.broken = new Error('disk full');
    await world.time.advance(HOUR_MS);
    expect(app.journal.named('history.forget-failed')).to.have.length(1);
    world.finishedWork.broken = null;
    await world.time.advance(HOUR_MS);
    expect(world.finishedWork.asked).to.have.length(6);
    await app.stop();
  });
});
