import { createServer } from 'node:net';
import { expect } from 'chai';
import type { PollFailure } from '../../src/application/ports/chat/connectivity-listener.js';
import { T } from '../../src/composition/wiring/tokens.js';
import { reading, TestApp, TestWorld } from '../support/app.js';
import { appConfig } from '../support/builders/app-config.js';
import { webhook } from '../support/builders/webhook.js';
import { settled } from '../support/fakes/fake-time.js';

const { server } = appConfig().triggers;
const unreachable = { kind: 'unreachable' as const, key: 'k', message: 'no network', hint: 'wait' };

describe('being deaf', () => {
  const signs = (app: TestApp) => app.application.get(T.healthCheck).now();

  it('shows from 90 seconds after the last good poll until the next', async () => {
    const app = await TestApp.start();
    const { time, bot } = app.world;
    bot.hear(time);
    await time.advance(90_000);
    expect((await signs(app)).status).to.equal('ok');
    await time.advance(1_000);
    expect(await signs(app)).to.deep.include({ status: 'deaf', issues: ['deaf'] });
    bot.hear(time);
    expect(await signs(app)).to.deep.include({ status: 'ok', issues: [] });
  });

  it('is not meant when a chat is out of reach, which shows beside it', async () => {
    const app = await TestApp.start();
    app.world.bot.hear(app.world.time);
    await app.world.chatStore.undelivered(-5, 'bot was blocked by the user');
    expect(await signs(app)).to.deep.include({ status: 'ok', unreachableChats: 1 });
    await app.say('/health');
    expect(app.texts('said').at(-1)).to.include('1 chat out of reach');
  });

  it('is no matter of the wall clock', async () => {
    const app = await TestApp.start();
    app.world.bot.hear(app.world.time);
    await app.world.time.jump(86_400_000);
    expect((await signs(app)).status).to.equal('ok');
    await app.world.time.jump(-172_800_000);
    await app.world.time.advance(91_000);
    expect((await signs(app)).status).to.equal('deaf');
  });

  it('shows when Telegram was never reached, after a grace, and ends when the bot comes', async () => {
    const world = new TestWorld();
    world.botProblem = unreachable;
    const app = await TestApp.start({}, world);
    const early = await signs(app);
    expect(early).to.deep.include({ status: 'degraded', issues: ['bot-down'] });
    expect(early.hearing).to.include({ up: false, trouble: 'no network', lastGoodPollAt: null });
    await world.time.advance(91_000);
    expect((await signs(app)).status).to.equal('deaf');
    world.botProblem = null;
    await world.time.advance(30_000);
    world.bot.hear(world.time);
    expect((await signs(app)).status).to.equal('ok');
  });

  it('is not said of a new bot that had no time yet, also long after the start', async () => {
    const app = await TestApp.start();
    await app.world.time.advance(3_600_000);
    app.world.bot.hear(app.world.time);
    expect((await signs(app)).hearing.quietMs).to.equal(0);
  });

  it('shows as polls that fail and as conflicts before it is deafness', async () => {
    const app = await TestApp.start();
    const { time, bot } = app.world;
    bot.hear(time);
    bot.polls = { ...bot.polls, failures: 2, trouble: '409', conflicts: 2, lastConflictMs: time.monotonicMs() };
    expect((await signs(app)).issues).to.deep.equal(['polls-failing', 'poll-conflicts']);
    bot.hear(time);
    expect((await signs(app)).issues).to.deep.equal(['poll-conflicts']);
    await time.advance(240_000);
    bot.hear(time);
    await time.advance(61_000);
    expect((await signs(app)).status).to.equal('ok');
  });
});

describe('what else is amiss', () => {
  const signs = (app: TestApp) => app.application.get(T.healthCheck).now();

  it('is a file that was refused, until a good one', async () => {
    const app = await TestApp.start();
    const reloader = app.application.get(T.reloader);
    await reloader.apply({ ok: false, problems: [], digest: 'bad' });
    expect(await signs(app)).to.deep.include({ status: 'degraded', issues: ['reload-rejected'] });
    await app.say('/ping');
    expect(app.texts('said').at(-1)).to.include('refused');
    await reloader.apply(reading(appConfig()));
    expect(await signs(app)).to.deep.include({ status: 'ok', generation: 2 });
  });

  it('is a final that waits longer than five minutes', async () => {
    const app = await TestApp.start();
    const { bot, time } = app.world;
    bot.channel.cut();
    await app.say('hello');
    await time.advance(299_000);
    bot.hear(time);
    expect((await signs(app)).backlog?.undelivered).to.equal(1);
    expect((await signs(app)).status).to.equal('ok');
    await time.advance(2_000);
    expect((await signs(app)).issues).to.deep.equal(['delivery-stuck']);
    bot.channel.mend();
    await settled();
    expect(await signs(app)).to.deep.include({ status: 'ok', oldestUndeliveredMs: null });
  });

  it('is a store that can’t be read; everything else is still told', async () => {
    const app = await TestApp.start();
    app.world.backlog.depth = () => Promise.reject(new Error('disk'));
    expect(await signs(app)).to.deep.include({ backlog: null, issues: ['store-failing'] });
    await app.say('/health');
    expect(app.texts('said').at(-1)).to.include('Store: unknown').and.to.include('Runs: 0 running');
  });

  it('is a port that is taken: in the start message, in /ping and in /health, until it is free', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const address = other.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const triggers = { enabled: true, webhooks: [webhook()], server: { ...server, port } };
    const app = await TestApp.start({ triggers });
    const inUse = new RegExp(`Port ${port}\\b.*in use`);
    try {
      expect(app.texts('said')[0]).to.include('is running').and.to.match(inUse);
      await app.say('/ping');
      await app.say('/health');
      expect(app.texts('said').at(-2)).to.match(inUse);
      expect(app.texts('said').at(-1)).to.match(inUse).and.to.include('Works, but needs attention');
      await new Promise((resolve) => other.close(resolve));
      const opened = app.application.get(T.servers).current();
      await app.world.time.advance(60_000);
      await opened;
      app.world.bot.hear(app.world.time);
      await app.say('/ping');
      expect(app.texts('said').at(-1)).not.to.match(inUse);
      expect((await signs(app)).listener).to.deep.equal({ state: 'up', trouble: null });
    } finally {
      if (other.listening) other.close();
      await app.application.get(T.servers).close();
    }
  });

  it('is a database that was put aside', async () => {
    const world = new TestWorld();
    world.storeSetAside = true;
    const app = await TestApp.start({}, world);
    expect(app.texts('said')[0]).to.include('set aside');
    expect((await signs(app)).storeSetAside).to.equal(true);
  });
});

describe('/ping and /health', () => {
  it('tell what is going on, silently', async () => {
    const app = await TestApp.start();
    app.world.bot.hear(app.world.time);
    await app.say('[[hang]] one');
    await app.say('two');
    await app.say('/at 5m later');
    app.world.bot.onTheWay = 3;
    await app.world.time.advance(10_000);
    await app.say('/ping');
    const ping = app.shown('said').at(-1);
    expect(ping?.silent).to.equal(true);
    expect(ping?.text).to.match(/last poll 1\d s ago · 1 running, 1 waiting/);
    expect(ping?.text).to.include('1 delayed, 3 waiting to be sent');
    await app.say('/health');
    const health = app.shown('said').at(-1);
    expect(health?.silent).to.equal(true);
    const words = [
      '🟢 **All is well**',
      'configuration 1',
      '1 running, 1 queued, 1 scheduled',
      '4 tasks unfinished',
      'Triggers: off',
    ];
    for (const word of words) expect(health?.text).to.include(word);
    expect(health?.text).to.include('4096 MB of 8192 MB free (50% used), swap 512 MB of 1024 MB');
    expect(health?.text).to.include('100 MB, process 4711, 25 open files');
  });

  it('say what they can when the machine says nothing', async () => {
    const app = await TestApp.start();
    app.world.machine.broken = new Error('no /proc');
    await app.say('/health');
    const text = app.texts('said').at(-1);
    expect(text)
      .to.include('Memory: unknown')
      .and.to.include('Untether: unknown')
      .and.to.include('Telegram: last poll');
  });
});

describe('after a deaf time', () => {
  async function begin() {
    const app = await TestApp.start({ triggers: { defaultTimezone: 'Europe/Vienna' } });
    const { bot, time } = app.world;
    const hearing = app.application.get(T.hearing);
    const fail = (change: Partial<PollFailure> = {}) =>
      hearing.failed(bot, {
        sinceMs: time.monotonicMs(),
        trouble: 'fetch failed (ECONNREFUSED)',
        conflict: false,
        ...change,
      });
    const heard = async (arrived = 0) => {
      hearing.heard(bot, arrived);
      await settled();
      return app.texts('notice');
    };
    return { app, bot, time, fail, heard };
  }

  it('the owner is told once: from when to when, why, and how much had come', async () => {
    const { time, fail, heard } = await begin();
    fail();
    await time.advance(150_000);
    fail();
    await time.advance(5_000);
    const [notice, ...more] = await heard(3);
    expect(more).to.deep.equal([]);
    expect(notice?.replaceAll('\\', '')).to.equal(
      '🔇 Nothing was heard from Telegram for 2 min 35 s (23 Nov, 13:00:00 – 23 Nov, 13:02:35, Europe/Vienna): ' +
        'fetch failed (ECONNREFUSED). 3 messages came in the meantime.',
    );
    expect(await heard(1)).to.have.length(1);
  });

  it('nothing is told of short ones, and a full batch may not be all', async () => {
    const { time, fail, heard } = await begin();
    fail();
    await time.advance(59_000);
    expect(await heard()).to.deep.equal([]);
    fail();
    await time.advance(60_000);
    expect((await heard(100))[0]).to.include('At least 100 messages');
  });

  it('another program is told of while it polls, once, and when it has stopped', async () => {
    const { time, fail, heard, app } = await begin();
    for (let n = 0; n < 20; n++) {
      fail({ conflict: true, trouble: '409' });
      await time.advance(5_000);
      await heard(0);
    }
    expect(app.texts('notice')).to.have.length(1);
    expect(app.texts('notice')[0]).to.include('Another program has been polling').and.to.include('13 conflicts');
    await time.advance(60_000);
    const notices = await heard(2);
    expect(notices).to.have.length(2);
    expect(notices[1]).to.include('Another program polled').and.to.include('20 conflicts').and.to.include('1 min 35 s');
  });

  it('the time goes on when the bot is opened anew, and each bot has its own', async () => {
    const { app, time, fail } = await begin();
    const { world } = app;
    const hearing = app.application.get(T.hearing);
    fail();
    const [reopened, other] = [world.anotherBot(), world.anotherBot()];
    Object.assign(other, { id: 5_000 });
    await time.advance(70_000);
    hearing.heard(other, 0);
    await settled();
    expect(other.channel.of('notice')).to.have.length(0);
    hearing.heard(reopened, 1);
    await settled();
    expect(reopened.channel.of('notice').map(({ text }) => text)[0])
      .to.include('1 min 10 s')
      .and.to.include('1 message came');
  });
});
