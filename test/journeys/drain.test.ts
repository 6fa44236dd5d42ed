import { expect } from 'chai';
import { TestApp, TestWorld } from '../support/app.js';
import { settled } from '../support/fakes/fake-time.js';

describe('the journey of a drain', () => {
  it('lets a running run end and its final arrive', async () => {
    const app = await TestApp.start();
    const { engine } = app.world;
    engine.holding = true;
    await app.say('work');
    let stopped = false;
    const stopping = app.stop().then(() => {
      stopped = true;
    });
    await settled();
    expect(stopped).to.equal(false);
    expect(app.texts('said').at(-1)).to.include('Shutting down');
    engine.held[0]?.emit({ kind: 'completed', ok: true, answer: 'done at last', problem: null, usage: null });
    engine.held[0]?.end();
    await stopping;
    expect(app.texts('final')[0]).to.include('done at last');
    expect(await app.world.inbox.unfinished()).to.deep.equal([]);
  });

  it('stops at the deadline what still runs, and says so', async () => {
    const app = await TestApp.start();
    await app.say('[[hang]]');
    const stopping = app.stop(120_000);
    await app.world.time.advance(119_999);
    expect(app.world.engine.live).to.equal(1);
    await app.world.time.advance(1);
    await stopping;
    expect(app.world.engine.live).to.equal(0);
    expect(app.shown('progress')[0]?.view).to.deep.include({ status: 'interrupted' });
  });

  it('takes /cancel and the cancel button while it waits', async () => {
    const app = await TestApp.start();
    await app.say('[[hang]]');
    const stopping = app.stop();
    await app.say('/cancel');
    await stopping;
    expect(app.shown('progress')[0]?.view).to.deep.include({ status: 'cancelled' });
  });

  it('keeps what waits and what comes meanwhile for the next start, which does it once', async () => {
    const world = new TestWorld();
    const before = await TestApp.start({}, world);
    await before.say('[[hang]] first');
    await before.say('second');
    await world.time.advance(10_000);
    const stopping = before.stop(60_000);
    await before.say('third');
    expect(before.texts('said').at(-1)).to.equal('problem: draining');
    await world.time.advance(60_000);
    await stopping;
    const kept = before.shown('progress').filter((message) => message.view !== null && 'status' in message.view);
    expect(kept.map((message) => (message.view as { status: string }).status).sort()).to.deep.equal([
      'interrupted',
      'kept',
    ]);
    const after = await TestApp.start({}, world);
    await world.time.advance(2_000);
    expect(world.engine.orders.map((order) => order.prompt)).to.deep.equal(['[[hang]] first', 'second', 'third']);
    expect(after.texts('final')).to.have.length(2);
    expect(await world.inbox.unfinished()).to.deep.equal([]);
  });
});

describe('a start after a crash', () => {
  it('mends the message of a run that was cut, with its resume line, and does not run it again', async () => {
    const world = new TestWorld();
    const before = await TestApp.start({}, world);
    await before.say('[[hang]] work');
    const [cut] = before.shown('progress');
    before.crash();
    const after = await TestApp.start({}, world);
    await world.time.advance(2_000);
    expect(cut?.view).to.deep.include({ status: 'interrupted' });
    expect(cut?.view?.face.resumeLine).to.include('--resume');
    expect(cut?.buttons).to.deep.equal([]);
    expect(world.engine.orders).to.have.length(1);
    expect(await world.inbox.unfinished()).to.deep.equal([]);
    expect(after.texts('final')).to.have.length(0);
  });

  it('sends a final that Telegram had not taken, and no other', async () => {
    const world = new TestWorld();
    const before = await TestApp.start({}, world);
    await before.say('answered');
    world.bot.channel.cut();
    await before.say('not told yet');
    expect(await world.outgoing.parked()).to.have.length(1);
    // The crash: what was on its way never arrives.
    world.bot = world.anotherBot();
    const after = await TestApp.start({}, world);
    await settled();
    expect(after.texts('final').map((text) => text.includes('not told yet'))).to.deep.equal([true]);
    expect(await world.outgoing.parked()).to.deep.equal([]);
    expect(world.engine.orders).to.have.length(2);
  });

  it('runs a message that was accepted but not begun', async () => {
    const world = new TestWorld();
    const before = await TestApp.start({}, world);
    await before.receive(world.message('just arrived'));
    expect(world.engine.orders).to.have.length(0);
    before.crash();
    await TestApp.start({}, world);
    await world.time.advance(2_000);
    expect(world.engine.orders.map((order) => order.prompt)).to.deep.equal(['just arrived']);
  });

  it('goes on without Telegram, and hears as soon as it can be reached', async () => {
    const world = new TestWorld();
    world.botProblem = { kind: 'unreachable', key: 'transports.telegram.api_url', message: 'no network', mend: 'wait' };
    const app = await TestApp.start({}, world);
    world.botProblem = null;
    await world.time.advance(60_000);
    await app.say('hello');
    expect(app.texts('final')).to.have.length(1);
    expect(app.texts('said')[0]).to.include('running');
  });

  it('refuses to start with a token that Telegram refuses', async () => {
    const world = new TestWorld();
    world.botProblem = { kind: 'refused', key: 'transports.telegram.bot_token', message: 'no such bot', mend: 'ask' };
    const refused = await TestApp.start({}, world).then(
      () => 'started',
      (error: Error) => error.message,
    );
    expect(refused).to.include('no such bot');
  });
});
