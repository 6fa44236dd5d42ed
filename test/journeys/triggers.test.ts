import { expect } from 'chai';
import { T } from '../../src/composition/wiring/tokens.js';
import { TestApp, TestWorld } from '../support/app.js';
import { appConfig, type ConfigChange } from '../support/builders/app-config.js';
import { cronOf } from '../support/builders/cron.js';
import { webhook } from '../support/builders/webhook.js';
import { settled } from '../support/fakes/fake-time.js';
import { send } from '../support/http-request.js';

const hourly = cronOf('hourly', { schedule: '0 * * * *' });
const daily = cronOf('daily', { schedule: '0 9 * * 1-5', timezone: 'Australia/Melbourne', project: null });
const elsewhere = cronOf('elsewhere', { schedule: '0 3 * * *', chatId: -100 });

function configured(): ConfigChange {
  const { server } = appConfig().triggers;
  const crons = [hourly, daily, elsewhere, cronOf('deploy', { schedule: '*/5 * * * *' })];
  const switchedOff = cronOf('resting', { enabled: false });
  return {
    triggers: {
      enabled: true,
      crons: [...crons, switchedOff],
      webhooks: [webhook()],
      server: { ...server, port: 0 },
    },
    telegram: { ...appConfig().telegram, chatId: 7 },
  };
}

async function deliver(app: TestApp): Promise<number> {
  const port = app.application.get(T.servers).peek()?.port ?? 0;
  const headers = { authorization: 'Bearer s3cret' };
  const { status } = await send({ port, path: '/hooks/deploy', headers, body: '{"ref":"main"}' });
  await settled();
  return status;
}

async function health(app: TestApp): Promise<Record<string, unknown>> {
  const port = app.application.get(T.servers).peek()?.port ?? 0;
  return JSON.parse((await send({ port, path: '/health', method: 'GET' })).text);
}

describe('/triggers', () => {
  const apps: TestApp[] = [];
  const start = async (earlier?: TestWorld): Promise<TestApp> => {
    const world = earlier ?? new TestWorld();
    // Half a minute later the instants of noon are too old to be made up for.
    if (earlier === undefined) await world.time.advance(90_000);
    const app = await TestApp.start(configured(), world);
    apps.push(app);
    return app;
  };
  const prompts = (app: TestApp) => app.world.engine.orders.map((order) => order.prompt);
  const answer = async (app: TestApp, text: string) => {
    await app.say(text);
    // What started a run may be said behind the answer.
    return app.texts('said').findLast((one) => !/^(?:⏰|⚡) `(?:cron|webhook):/u.test(one)) ?? '';
  };
  afterEach(async () => {
    for (const app of apps.splice(0)) await app.application.get(T.servers).close();
  });

  it('lists what reports in this chat: when it fires, when it did, and what is off', async () => {
    const app = await start();
    await deliver(app);
    const list = await answer(app, '/triggers');
    expect(list).to.include('⏰ `hourly` · Every hour (UTC), next in 58 min 30 s');
    expect(list).to.include('⏰ `daily` · At 09\\:00, Monday through Friday (Australia/Melbourne), next in');
    expect(list).to.include('⚪ off: `resting`');
    expect(list).to.include('⚡ `deploy` · `POST /hooks/deploy` · fired just now');
    expect(list).not.to.include('`elsewhere`');
    expect(list).to.include('1 more reports in another chat');
  });

  it('tells of a cron that runs only once that it has', async () => {
    const once = cronOf('once', { runOnce: true });
    const app = await TestApp.start({
      triggers: { enabled: true, crons: [once] },
      telegram: configured().telegram ?? {},
    });
    await app.world.time.advance(61_000);
    expect(await answer(app, '/triggers')).to.match(/`once` · Every minute \(UTC\), runs only once · fired/);
  });

  it('tells how to add one where there is none', async () => {
    const app = await TestApp.start({ triggers: { enabled: true } });
    expect(await answer(app, '/triggers')).to.include('`[[triggers.crons]]`');
    const off = await TestApp.start({ triggers: { enabled: false } });
    expect(await answer(off, '/triggers')).to.include('`triggers.enabled = false`');
  });

  it('runs kept deliveries once the disk says which they are, although it refused when they were resumed', async () => {
    const app = await start();
    await answer(app, '/triggers pause webhook:deploy');
    expect(await deliver(app)).to.equal(202);
    const unfinished = app.world.inbox.unfinished.bind(app.world.inbox);
    app.world.inbox.unfinished = () => Promise.reject(new Error('disk full'));
    await answer(app, '/triggers resume webhook:deploy');
    expect(prompts(app)).to.deep.equal([]);
    await app.world.time.advance(30_000);
    app.world.inbox.unfinished = unfinished;
    await app.world.time.advance(30_000);
    expect(prompts(app)).to.have.length(1);
    await app.world.time.advance(60_000);
    expect(prompts(app)).to.have.length(1);
  });

  it('pauses all: deliveries are kept, instants pass, also over a restart; then both are made known', async () => {
    const app = await start();
    expect(await answer(app, '/triggers pause')).to.include('All triggers are paused');
    expect(await deliver(app)).to.equal(202);
    expect(await health(app)).to.include({ status: 'paused', paused: true, webhooks: 0 });
    await app.world.time.advance(2 * 3_600_000);
    expect(prompts(app)).to.deep.equal([]);
    expect(await answer(app, '/ping')).to.include('⏸ triggers, paused: 3 crons, 1 webhook');
    await app.stop();

    const next = await start(app.world);
    expect(await deliver(next)).to.equal(202);
    expect(prompts(next)).to.deep.equal([]);
    expect(await answer(next, '/triggers')).to.include('all paused 2 h');
    const resumed = await answer(next, '/triggers resume');
    expect(resumed).to.include('2 kept deliveries run now');
    expect(resumed).to.include('`cron:hourly` 2 times');
    expect(prompts(next)).to.have.length(2);
    await next.world.time.advance(3_600_000);
    expect(prompts(next)).to.include('work of hourly');
  });

  it('pauses until a time, also over a restart, and then says what comes', async () => {
    const app = await start();
    expect(await answer(app, '/triggers pause 2h')).to.match(/All triggers are paused until today \d\d:\d\d/);
    await deliver(app);
    expect(await answer(app, '/triggers')).to.include('paused until today');
    app.crash();
    const next = await start(app.world);
    expect(prompts(next)).to.deep.equal([]);
    await next.world.time.advance(2 * 3_600_000);
    expect(next.texts('notice').join('\n')).to.include(
      'All triggers are active again: the pause is over. 1 kept delivery runs now.',
    );
    expect(prompts(next).some((prompt) => /deploy <outside-/.test(prompt))).to.equal(true);
  });

  it('pauses one until a time in any form, and says what is no time', async () => {
    const app = await start();
    expect(await answer(app, '/triggers pause cron:hourly until tomorrow 9:00')).to.include(
      '`cron:hourly` is paused until tomorrow 09:00',
    );
    expect(await answer(app, '/triggers pause hourly for 3d')).to.match(/is paused until \w{3} \d{4}-\d\d-\d\d/);
    expect(await answer(app, '/triggers pause hourly soon')).to.include('problem: usage');
    expect(await answer(app, '/triggers pause until 2020-01-01 10:00')).to.not.include('paused until');
  });

  it('pauses one and lets the others act', async () => {
    const app = await start();
    expect(await answer(app, '/triggers pause webhook:deploy')).to.include('`webhook:deploy` is paused');
    await deliver(app);
    expect(prompts(app)).to.deep.equal([]);
    await app.world.time.advance(300_000);
    expect(prompts(app)).to.include('work of deploy');
    expect(await answer(app, '/triggers resume webhook:deploy')).to.include('1 kept delivery runs now');
    expect(prompts(app).filter((prompt) => /deploy <outside-\w+>main/.test(prompt))).to.have.length(1);
    expect(await answer(app, '/triggers resume webhook:deploy')).to.include('is not paused');
  });

  it('does not let one go on while all are paused, and says so', async () => {
    const app = await start();
    await app.say('/triggers pause');
    expect(await answer(app, '/triggers resume hourly')).to.include('All triggers are paused');
  });

  it('switches one off and on again, which the file may overrule', async () => {
    const app = await start();
    expect(await answer(app, '/triggers disable hourly')).to.include('is off until');
    await app.world.time.advance(3_600_000);
    expect(prompts(app)).not.to.include('work of hourly');
    expect(await answer(app, '/triggers resume hourly')).to.include('is off');
    expect(await answer(app, '/triggers enable hourly')).to.include('`cron:hourly` is on');
    await app.world.time.advance(3_600_000);
    expect(prompts(app)).to.include('work of hourly');
    expect(await answer(app, '/triggers enable resting')).to.include('`enabled = true`');
  });

  it('starts a cron by hand, as often as it is asked, but no webhook', async () => {
    const app = await start();
    expect(await answer(app, '/triggers run hourly')).to.include('`cron:hourly` was started');
    await app.say('/triggers run hourly');
    expect(prompts(app)).to.deep.equal(['work of hourly', 'work of hourly']);
    expect(app.shown('final')[0]?.view?.face.origin).to.deep.equal({ kind: 'cron', id: 'hourly' });
    expect(await answer(app, '/triggers run webhook:deploy')).to.include('only crons');
  });

  it('wants to know which is meant', async () => {
    const app = await start();
    expect(await answer(app, '/triggers pause deploy')).to.include('`cron:deploy` or `webhook:deploy`');
    expect(await answer(app, '/triggers pause nothing')).to.include('There is no trigger `nothing`');
    expect(await answer(app, '/triggers run')).to.equal('problem: usage');
    expect(await answer(app, '/triggers frobnicate')).to.equal('problem: usage');
  });

  it('is for administrators where it changes what holds for a group', async () => {
    const app = await start();
    app.world.bot.channel.administrators.set(-5, new Set());
    const group = { chatId: -5, chatKind: 'supergroup' as const };
    await app.say('/triggers pause', group);
    await app.world.time.advance(3_600_000);
    expect(prompts(app)).to.include('work of hourly');
  });

  it('pauses and goes on by its button', async () => {
    const app = await start();
    const list = async () => {
      await app.say('/triggers');
      const said = app.shown('said').at(-1);
      if (said === undefined) throw new Error('no list');
      return said;
    };
    await app.receive(app.world.press(await list(), 'triggers:pause'));
    expect(app.texts('said').at(-1)).to.include('All triggers are paused');
    await app.receive(app.world.press(await list(), 'triggers:resume'));
    expect(app.texts('said').at(-1)).to.include('All triggers are active again');
  });
});
