import { expect } from 'chai';
import { TestApp, TestWorld } from '../support/app.js';

describe('the journey of /at', () => {
  it('is on disk before it is confirmed, in the person’s own words, and runs when it is due', async () => {
    const app = await TestApp.start();
    const asked = await app.say('/at 5m water the plants');
    const [confirmation] = app.shown('said').slice(-1);
    expect(confirmation?.text).to.include('5m');
    expect((await app.world.inbox.unfinished()).map((row) => row.source)).to.deep.equal(['at']);
    await app.world.time.advance(299_000);
    expect(app.world.engine.orders).to.have.length(0);
    await app.world.time.advance(1_000);
    expect(app.world.engine.orders.map((order) => order.prompt)).to.deep.equal(['water the plants']);
    const [final] = app.shown('final');
    expect(final?.replyTo).to.equal(asked.messageId);
    expect(final?.view?.face.origin.kind).to.equal('at');
    expect(await app.world.inbox.unfinished()).to.deep.equal([]);
  });

  it('is a conversation of its own that never takes the place of the chat’s', async () => {
    const app = await TestApp.start();
    await app.say('one');
    await app.say('/at 1m later');
    await app.world.time.advance(60_000);
    expect(app.world.engine.orders[1]?.resume).to.equal(null);
    await app.say('two');
    expect(app.texts('final').at(-1)).to.include('turn 2: two');
  });

  it('is frozen when it is asked for: engine and project do not follow later choices', async () => {
    const app = await TestApp.start();
    await app.say('/at 1m /other do it');
    await app.say('/agent set fake');
    await app.world.time.advance(60_000);
    expect(app.world.other.orders.map((order) => order.prompt)).to.deep.equal(['do it']);
  });

  it('survives a restart', async () => {
    const world = new TestWorld();
    const before = await TestApp.start({}, world);
    await before.say('/at 5m water the plants');
    await before.stop();
    await world.time.advance(60_000);
    const after = await TestApp.start({}, world);
    await world.time.advance(240_000);
    expect(after.texts('final')).to.have.length(1);
    expect(world.engine.orders).to.have.length(1);
  });

  it('that came due a little while we were away runs at the start; one that came due long ago is told', async () => {
    const world = new TestWorld();
    const before = await TestApp.start({}, world);
    await before.say('/at 1m early');
    await before.say('/at 20m late');
    await before.stop();
    await world.time.advance(21 * 60_000);
    const after = await TestApp.start({}, world);
    await world.time.advance(0);
    expect(world.engine.orders.map((order) => order.prompt)).to.deep.equal(['late']);
    expect(after.texts('notice').join()).to.include('early');
    expect(await world.inbox.unfinished()).to.deep.equal([]);
  });

  it('is listed, and dropped by id, by button, or all at once', async () => {
    const app = await TestApp.start();
    await app.say('/at 5m a');
    await app.say('/at 5m b');
    await app.say('/at 5m c');
    await app.say('/at 5m d');
    await app.say('/at list');
    const list = app.texts('said').at(-1) ?? '';
    const ids = [...list.matchAll(/`([0-9a-f]{12})`/g)].map(([, id]) => id ?? '');
    expect(ids).to.have.length(4);
    await app.say(`/at cancel ${ids[0]}`);
    expect(app.texts('said').at(-1)).to.include(ids[0]);
    const confirmation = app.shown('said').find((message) => message.buttons[0]?.[0]?.data.endsWith(ids[1] ?? 'none'));
    if (confirmation === undefined) throw new Error('no confirmation has the button');
    await app.receive(app.world.press(confirmation, confirmation.buttons[0]?.[0]?.data ?? ''));
    await app.say('/cancel');
    expect(app.texts('said').at(-1)).to.include('2');
    await app.world.time.advance(300_000);
    expect(app.world.engine.orders).to.have.length(0);
    expect(await app.world.inbox.unfinished()).to.deep.equal([]);
  });

  it('is refused with its reason: form, range, more than 20', async () => {
    const app = await TestApp.start();
    await app.say('/at 5m');
    expect(app.texts('said').at(-1)).to.equal('problem: usage');
    await app.say('/at 59s x');
    expect(app.texts('said').at(-1)).to.equal('problem: delay-out-of-range');
    for (let n = 0; n < 20; n++) await app.say(`/at 1h x${n}`);
    await app.say('/at 1h one too many');
    expect(app.texts('said').at(-1)).to.equal('problem: too-many-delayed');
  });
});
