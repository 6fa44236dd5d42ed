import { expect } from 'chai';
import { T } from '../../src/composition/wiring/tokens.js';
import type { Place } from '../../src/domain/ids.js';
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
    expect(app.shown('progress')).to.have.length(0);
    expect(app.shown('final')[0]?.view).to.deep.include({ status: 'interrupted' });
    const labels = app
      .shown('final')[0]
      ?.buttons.flat()
      .map(({ label }) => label);
    expect(labels).to.deep.equal(['🔁 Run again', '▶️ Continue']);
  });

  it('takes /cancel and the cancel button while it waits', async () => {
    const app = await TestApp.start();
    await app.say('[[hang]]');
    const stopping = app.stop();
    await app.say('/cancel');
    await stopping;
    expect(app.shown('progress')[0]?.view).to.deep.include({ status: 'cancelled' });
  });

  it('comes to its end although a part of the program can’t be stopped', async () => {
    const app = await TestApp.start();
    const { engine } = app.world;
    app.world.configWatch.stop = () => Promise.reject(new Error('EIO'));
    engine.holding = true;
    await app.say('work');
    const stopping = app.stop();
    await settled();
    engine.held[0]?.emit({ kind: 'completed', ok: true, answer: 'done at last', problem: null, usage: null });
    engine.held[0]?.end();
    await stopping;
    expect(app.texts('final')).to.have.length(1);
    const [fact] = app.journal.facts.filter(({ name }) => name === 'service.not-stopped');
    expect(fact?.data).to.deep.equal({ service: 'configuration file' });
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
    expect(before.shown('progress').map(({ view }) => view)).to.have.nested.property('[0].status', 'kept');
    expect(before.shown('final').map(({ view }) => view)).to.have.nested.property('[0].status', 'interrupted');
    const after = await TestApp.start({}, world);
    await world.time.advance(2_000);
    expect(world.engine.orders.map((order) => order.prompt)).to.deep.equal(['[[hang]] first', 'second', 'third']);
    expect(after.texts('final')).to.have.length(3);
    expect(await world.inbox.unfinished()).to.deep.equal([]);
  });
});

describe('a start after a crash', () => {
  /** A run that was cut by a crash, and the message that told of it afterwards. */
  async function cut(text = '[[hang]] work') {
    const world = new TestWorld();
    const before = await TestApp.start({}, world);
    await before.say(text);
    const [progress] = before.shown('progress');
    before.crash();
    const app = await TestApp.start({}, world);
    await world.time.advance(2_000);
    const [told] = app.shown('final');
    if (told === undefined || progress === undefined) throw new Error('nothing was told');
    const press = (label: string) => app.press(told, label);
    return { world, app, told, progress, press };
  }

  it('tells of a run that was cut, with its resume line and ways to go on, and does not run it again', async () => {
    const { world, app, told, progress } = await cut();
    expect(told.view).to.deep.include({ status: 'interrupted' });
    expect(told.view?.face.resumeLine).to.include('--resume');
    expect(told.buttons.flat().map(({ label }) => label)).to.deep.equal(['🔁 Run again', '▶️ Continue']);
    expect(progress.removed).to.equal(true);
    expect(world.engine.orders).to.have.length(1);
    expect(await world.inbox.unfinished()).to.deep.equal([]);
    expect(await world.runStore.list()).to.deep.equal([]);
    const [record] = await world.runHistory.latest(1);
    expect(record).to.include({ outcome: 'interrupted', engine: 'fake', chatId: 7 });
    app.crash();
    const third = await TestApp.start({}, world);
    expect(third.texts('final')).to.have.length(1);
  });

  it('runs a cut run again when asked, once', async () => {
    const { world, app, told, press } = await cut();
    const again = world.press(told, `offer:continue:${told.view?.face.run}`);
    expect(await press('Run again')).to.equal('Started');
    expect(world.engine.orders.map(({ prompt }) => prompt)).to.deep.equal(['[[hang]] work', '[[hang]] work']);
    expect(told.buttons).to.deep.equal([]);
    await app.receive(again);
    expect(world.bot.channel.answered.get(again.buttonId)).to.equal('Already started');
    expect(world.engine.orders).to.have.length(2);
  });

  it('goes on with the conversation of a cut run when asked', async () => {
    const { world, told, press } = await cut();
    await press('Continue');
    const [first, second] = world.engine.orders;
    expect(second?.prompt).to.include('interrupted');
    expect(second?.resume?.value).not.to.equal(undefined);
    expect(first?.resume).to.equal(null);
    expect(told.view?.face.resumeLine).to.include(second?.resume?.value);
  });

  it('keeps a pressed offer over another crash, and runs it once', async () => {
    const { world, app, told } = await cut();
    world.bot.channel.cut();
    await app.receive(world.press(told, `offer:again:${told.view?.face.run}`));
    app.crash();
    world.bot.channel.mend();
    await TestApp.start({}, world);
    await world.time.advance(2_000);
    expect(world.engine.orders).to.have.length(2);
  });

  it('is not begun from another chat, whatever a button there says', async () => {
    const world = new TestWorld();
    const config = { telegram: { chatId: -5, allowedUserIds: [7, 8] } };
    const group = { chatId: -5, chatKind: 'group' as const };
    const before = await TestApp.start(config, world);
    await before.say('[[hang]] work', group);
    before.crash();
    const app = await TestApp.start(config, world);
    await world.time.advance(2_000);
    const [told] = app.shown('final');
    if (told === undefined) throw new Error('nothing was told');
    for (const way of ['again', 'continue', 'now']) {
      const press = { ...world.pressUnseen(told, `offer:${way}:${told.view?.face.run}`, 8), chatId: 8 };
      await app.receive(press);
      expect(world.bot.channel.answered.get(press.buttonId)).to.match(/too long ago/);
    }
    expect(world.engine.orders).to.have.length(1);
    world.bot.channel.administrators.set(-1_005, new Set([7]));
    app.application.get(T.followChats).moved({ from: -5, to: -1_005 });
    await app.edit({ telegram: { ...config.telegram, chatId: -1_005 } });
    const there = { ...world.press(told, `offer:again:${told.view?.face.run}`), chatId: -1_005 };
    await app.receive({ ...there, chatKind: 'supergroup' });
    expect(world.bot.channel.answered.get(there.buttonId), 'the supergroup that it became').to.equal('Started');
  });

  it('does not let a button pressed by anybody in a group start something', async () => {
    const { world, app, told } = await cut();
    const press = world.press(told, `offer:again:${told.view?.face.run}`);
    await app.receive({ ...press, chatKind: 'supergroup' });
    expect(world.bot.channel.answered.get(press.buttonId)).to.match(/administrators/);
    expect(world.engine.orders).to.have.length(1);
  });

  it('cancels what somebody cancelled while it was away', async () => {
    for (const first of ['[[hang]] work', 'quick']) {
      const world = new TestWorld();
      const before = await TestApp.start({}, world);
      await before.say(first);
      await before.say('[[hang]] behind');
      const progress = before.shown('progress').at(-1);
      before.crash();
      if (progress === undefined) throw new Error('nothing is shown');
      const press = world.press(progress, 'untether:cancel');
      await world.inbox.accept([{ source: 'button', key: '1:9', body: press, due: null }]);
      const runs = world.engine.orders.length;
      await TestApp.start({}, world);
      await world.time.advance(5_000);
      expect(progress.view).to.deep.include({ status: 'cancelled' });
      expect(world.engine.orders).to.have.length(runs);
      expect(await world.inbox.unfinished()).to.deep.equal([]);
    }
  });

  it('sends of a long final only what is not there yet', async () => {
    const world = new TestWorld();
    const before = await TestApp.start({}, world);
    await before.say('[[say:one\ftwo\fthree]]');
    expect(before.texts('final')).to.have.length(3);
    before.crash();
    const view = before.shown('final')[0]?.view;
    if (view === undefined || view === null || !('status' in view)) throw new Error('no final');
    const place = { chatId: 7, threadId: null };
    const order = { place, replyTo: null, progress: null, view, trim: false };
    const parked = await world.outgoing.park({ kind: 'final', run: 'r', order }, { answers: [], as: 'done' });
    await world.outgoing.advance(parked.id, 2);
    const after = await TestApp.start({}, world);
    await settled();
    expect(after.texts('final').slice(3)).to.have.length(1);
    expect(after.texts('final').at(-1)).to.include('three');
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
    world.botProblem = { kind: 'unreachable', key: 'transports.telegram.api_url', message: 'no network', hint: 'wait' };
    const app = await TestApp.start({}, world);
    world.botProblem = null;
    await world.time.advance(60_000);
    await app.say('hello');
    expect(app.texts('final')).to.have.length(1);
    expect(app.texts('said')[0]).to.include('running');
  });

  it('refuses to start with a token that Telegram refuses', async () => {
    const world = new TestWorld();
    world.botProblem = { kind: 'refused', key: 'transports.telegram.bot_token', message: 'no such bot', hint: 'ask' };
    const refused = await TestApp.start({}, world).then(
      () => 'started',
      (error: Error) => error.message,
    );
    expect(refused).to.include('no such bot');
  });
});

describe('how long a drain waits', () => {
  const here = { chatId: 7, threadId: null };

  async function cutAfter(app: TestApp, askedFrom: Place | null): Promise<number> {
    const began = app.world.time.monotonicMs();
    const stopping = app.stop(120_000, askedFrom);
    await app.world.time.advance(10_000);
    if (app.world.engine.live > 0) await app.world.time.advance(110_000);
    await stopping;
    return app.world.time.monotonicMs() - began;
  }

  it('is short when the only run is the one in which the restart was asked for', async () => {
    const app = await TestApp.start();
    await app.say('[[hang]]');
    expect(await cutAfter(app, here)).to.equal(10_000);
    expect(app.journal.named('drain.began')[0]?.data).to.deep.include({ runs: 1, deadlineMs: 10_000 });
    expect(app.texts('said').filter((text) => text.includes('as soon as'))).to.deep.equal([]);
  });

  it('is long when it was asked for elsewhere, or by a signal', async () => {
    const elsewhere = [null, { chatId: 7, threadId: 4 }, { chatId: -5, threadId: null }];
    for (const askedFrom of elsewhere) {
      const app = await TestApp.start();
      await app.say('[[hang]]');
      expect(await cutAfter(app, askedFrom)).to.equal(120_000);
    }
  });

  it('is long when anything else runs too', async () => {
    const app = await TestApp.start({ telegram: { sessionMode: 'stateless' } });
    await app.say('[[hang]] one');
    await app.say('[[hang]] two');
    expect(await cutAfter(app, here)).to.equal(120_000);
  });

  it('does not grow by a Telegram that takes nothing', async () => {
    const app = await TestApp.start();
    await app.say('[[hang]]');
    app.world.bot.channel.cut();
    const stopping = app.stop(120_000);
    await app.world.time.advance(125_000);
    await stopping;
    expect(app.world.engine.live).to.equal(0);
  });
});

describe('what a drain tells', () => {
  it('counts what is kept, in the log and in the chat', async () => {
    const app = await TestApp.start();
    await app.say('[[hang]] first');
    await app.say('second');
    await app.say('/at 5m third');
    await app.receive(app.world.message('still being typed'));
    const stopping = app.stop(1_000);
    await settled();
    expect(app.journal.named('drain.began')[0]?.data).to.deep.include({
      queued: 1,
      bursts: 1,
      deliveries: 0,
      delayed: 1,
    });
    expect(app.texts('said').at(-1)).to.include('Kept until then: 2 tasks');
    await app.world.time.advance(1_000);
    await stopping;
  });

  it('is told once in each chat, and at the deadline each run says how it goes on, once', async () => {
    const app = await TestApp.start({ telegram: { sessionMode: 'stateless' } });
    await app.say('[[hang]] one');
    await app.say('[[hang]] two');
    const stopping = app.stop(1_000);
    await app.world.time.advance(1_000);
    await stopping;
    expect(app.texts('said').filter((text) => text.includes('Shutting down'))).to.have.length(1);
    const cut = app.shown('final').map(({ view }) => view);
    expect(cut.map((view) => (view !== null && 'status' in view ? view.status : null))).to.deep.equal([
      'interrupted',
      'interrupted',
    ]);
    expect(cut.every((view) => view?.face.resumeLine?.includes('--resume'))).to.equal(true);
    expect(app.shown('progress')).to.deep.equal([]);
    expect(app.shown('notice')).to.deep.equal([]);
  });
});
