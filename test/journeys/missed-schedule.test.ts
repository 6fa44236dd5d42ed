import { expect } from 'chai';
import { T } from '../../src/composition/wiring/tokens.js';
import type { Cron } from '../../src/domain/trigger/trigger.js';
import { TestApp, TestWorld } from '../support/app.js';
import type { ConfigChange } from '../support/builders/app-config.js';
import { cronOf } from '../support/builders/cron.js';

const HOUR_MS = 3_600_000;

/** The world's clock begins at noon; half a minute later no instant of an hour is due. */
async function worldBetweenMinutes(): Promise<TestWorld> {
  const world = new TestWorld();
  await world.time.advance(90_000);
  return world;
}

function withCrons(...crons: readonly Cron[]): ConfigChange {
  return { triggers: { enabled: true, crons } };
}

const prompts = (world: TestWorld) => world.engine.orders.map((order) => order.prompt);

/** Hourly, its prompt telling the instant that it stands for. */
const hourly = (change: Partial<Cron> = {}) =>
  cronOf('hourly', { schedule: '0 * * * *', prompt: null, promptTemplate: '{{now}}', ...change });

const instants = (...hours: readonly number[]) => hours.map((hour) => `2026-11-23T${hour}:00:00.000Z`);

/** Down from half past noon for so many hours. */
async function downFor(hours: number, ...crons: readonly Cron[]): Promise<TestApp> {
  const world = await worldBetweenMinutes();
  const before = await TestApp.start(withCrons(...crons), world);
  await before.stop();
  await world.time.advance(hours * HOUR_MS);
  const app = await TestApp.start(withCrons(...crons), world);
  await world.time.advance(0);
  return app;
}

describe('a missed schedule is never silent', () => {
  it('process down, catch_up = "none": it is told, and [Run now] runs the cron for its latest instant, once', async () => {
    const app = await downFor(3, hourly());
    expect(prompts(app.world)).to.deep.equal([]);
    const [told, ...others] = app.shown('notice');
    expect(others).to.deep.equal([]);
    expect(told?.text).to.include('`cron:hourly` missed 3 runs (last 1 min 30 s ago) while Untether was off');
    if (told === undefined) throw new Error('nothing was told');
    expect(await app.press(told, 'Run now')).to.equal('Started');
    expect(await app.press(told, 'Run now')).to.equal('Already started');
    expect(prompts(app.world)).to.deep.equal(instants(15));
    expect(await app.world.inbox.unfinished()).to.deep.equal([]);
  });

  it('stopped for long before it was down: what came while it stopped is told of too', async () => {
    const world = await worldBetweenMinutes();
    const before = await TestApp.start(withCrons(hourly()), world);
    before.application.get(T.drain).begin();
    await world.time.advance(HOUR_MS);
    await before.stop();
    await world.time.advance(HOUR_MS / 2);
    const app = await TestApp.start(withCrons(hourly()), world);
    await world.time.advance(0);
    expect(prompts(world)).to.deep.equal([]);
    expect(app.texts('notice').join()).to.include('`cron:hourly` missed');
  });

  it('what it would have said is quoted, and nothing where there is nothing to quote', async () => {
    const teller = cronOf('teller', { schedule: '0 * * * *', action: 'notify_only', messageTemplate: 'Stand up!' });
    const fetch = { type: 'file_read', filePath: '/nowhere', url: null } as const;
    const passed = {
      ...({ action: 'http_forward', prompt: null, promptTemplate: null, messageTemplate: null } as const),
      fetch: {
        ...fetch,
        headers: {},
        body: null,
        timeoutMs: 1,
        parseAs: 'text',
        storeAs: 'x',
        onFailure: 'abort',
        maxBytes: 9,
      },
    } as const;
    const app = await downFor(2, { ...teller, prompt: null }, cronOf('passer', { schedule: '0 * * * *', ...passed }));
    const texts = app.texts('notice');
    expect(texts.find((text) => text.includes('cron:teller'))).to.match(/while Untether was off: “Stand up\\!”$/);
    expect(texts.find((text) => text.includes('cron:passer'))).to.match(/while Untether was off\.$/);
  });

  it('process down, catch_up = "once": the latest is run, and that is told', async () => {
    const app = await downFor(3, hourly({ catchUp: 'once' }));
    expect(prompts(app.world)).to.deep.equal(instants(15));
    expect(app.texts('notice')).to.deep.equal([
      '⏰ `cron:hourly` missed 3 runs (last 1 min 30 s ago) while Untether was off; ' +
        'catching up: it runs once now, for the latest of them.',
    ]);
    await app.world.time.advance(HOUR_MS);
    expect(prompts(app.world)).to.deep.equal(instants(15, 16));
  });

  it('process down, catch_up = "all": every instant is run, oldest first', async () => {
    const app = await downFor(3, hourly({ catchUp: 'all' }));
    expect(prompts(app.world)).to.deep.equal(instants(13, 14, 15));
    expect(app.texts('notice').join()).to.include('catching up: it runs 3 times now.');
  });

  it('process down, catch_up = "all": what is older than the window, or more than a hundred, is only told', async () => {
    const short = await downFor(5, hourly({ catchUp: 'all', catchUpWindowMs: 2 * HOUR_MS }));
    expect(prompts(short.world)).to.deep.equal(instants(16, 17));
    expect(short.texts('notice').join()).to.include('missed 5 runs').and.to.include('for the latest of them');
    const many = await downFor(3, cronOf('minutely', { catchUp: 'all' }));
    // The instant of this very minute is not late yet.
    expect(prompts(many.world)).to.have.length(100 + 1);
    expect(many.texts('notice').join()).to.include('missed 180 runs').and.to.include('runs 100 times');
  });

  it('process down, everything outside the window: it is told with [Run now]', async () => {
    const app = await downFor(
      5,
      cronOf('early', { schedule: '0 13 * * *', catchUp: 'once', catchUpWindowMs: HOUR_MS }),
    );
    expect(prompts(app.world)).to.deep.equal([]);
    expect(app.shown('notice')[0]?.text).to.include('missed 1 run (');
    expect(app.shown('notice')[0]?.buttons).to.have.length(1);
  });

  it('process down over one that runs once, or at one instant: caught up once, for ever', async () => {
    const once = cronOf('once', { schedule: '5 * * * *', runOnce: true, catchUp: 'all' });
    const at = cronOf('at', { schedule: null, at: '2026-11-23T14:00:00', runOnce: true, catchUp: 'once' });
    const told = cronOf('told', { schedule: null, at: '2026-11-23T14:00:00', runOnce: true });
    const app = await downFor(3, once, at, told);
    expect(prompts(app.world).sort()).to.deep.equal(['work of at', 'work of once']);
    expect(
      app.texts('notice').filter((text) => text.includes('missed ') && !text.includes('catching up')),
    ).to.have.length(1);
    await app.world.time.advance(24 * HOUR_MS);
    await app.stop();
    const next = await TestApp.start(withCrons(once, at, told), app.world);
    await app.world.time.advance(24 * HOUR_MS);
    expect(prompts(next.world)).to.have.length(2);
  });

  it('[Run now] of one that runs once leaves nothing for its next instant', async () => {
    const once = cronOf('once', { schedule: '0 * * * *', runOnce: true });
    const app = await downFor(2, once);
    const [told] = app.shown('notice');
    if (told === undefined) throw new Error('nothing was told');
    await app.press(told, 'Run now');
    await app.world.time.advance(24 * HOUR_MS);
    expect(prompts(app.world)).to.deep.equal(['work of once']);
  });

  it('[Run now] takes no instant that is still to come, nor one that can’t be', async () => {
    const app = await downFor(2, hourly());
    const [told] = app.shown('notice');
    if (told === undefined) throw new Error('nothing was told');
    const [prefix, cron] = told.buttons[0]?.[0]?.data.split(':') ?? [];
    const next = Math.ceil((app.world.time.now() + 1) / HOUR_MS) * HOUR_MS;
    for (const instant of [next.toString(36), 'zzzzzzzzzzzz', '-1', '', '!', '0']) {
      const press = app.world.pressUnseen(told, `${prefix}:${cron}:${instant}`);
      await app.receive(press);
      expect(app.world.bot.channel.answered.get(press.buttonId), instant).to.equal(
        'This button no longer does anything',
      );
    }
    expect(prompts(app.world)).to.deep.equal([]);
    await app.world.time.advance(HOUR_MS);
    expect(prompts(app.world)).to.have.length(1);
  });

  it('[Run now] of one that was removed since says so, and in a group is for administrators', async () => {
    const app = await downFor(2, hourly());
    const [told] = app.shown('notice');
    if (told === undefined) throw new Error('nothing was told');
    await app.edit(withCrons());
    expect(await app.press(told, 'Run now')).to.equal('It is no longer in untether.toml.');
    await app.edit({ ...withCrons(hourly()), telegram: { chatId: -5 } });
    app.world.bot.channel.administrators.set(-5, new Set());
    const data = told.buttons[0]?.[0]?.data ?? '';
    expect(Buffer.byteLength(data)).to.be.at.most(64);
    const press = app.world.press(told, data);
    await app.receive({ ...press, chatId: -5, chatKind: 'supergroup' });
    expect(app.world.bot.channel.answered.get(press.buttonId)).to.include('administrators');
    expect(prompts(app.world)).to.deep.equal([]);
  });

  it('killed right after it caught up: the next start runs nothing twice and loses nothing', async () => {
    const world = await worldBetweenMinutes();
    const crons = withCrons(hourly({ catchUp: 'all' }));
    const before = await TestApp.start(crons, world);
    await before.stop();
    await world.time.advance(3 * HOUR_MS);
    const checkpoints = world.checkpoints.keep.bind(world.checkpoints);
    world.checkpoints.keep = async () => undefined;
    const killed = await TestApp.start(crons, world);
    killed.crash();
    world.checkpoints.keep = checkpoints;
    await TestApp.start(crons, world);
    await world.time.advance(0);
    expect(prompts(world)).to.deep.equal(instants(13, 14, 15));
  });

  it('machine asleep: each by its policy', async () => {
    const crons = (['none', 'once', 'all'] as const).map((catchUp) =>
      cronOf(catchUp, { schedule: '0 * * * *', catchUp }),
    );
    const app = await TestApp.start(withCrons(...crons), await worldBetweenMinutes());
    await app.world.time.jump(3 * HOUR_MS);
    await app.world.time.advance(1_000);
    const ran = prompts(app.world);
    expect(ran.filter((prompt) => prompt === 'work of once')).to.have.length(1);
    expect(ran.filter((prompt) => prompt === 'work of all')).to.have.length(3);
    expect(ran).to.have.length(4);
    expect(app.texts('notice')).to.have.length(3);
    expect(app.texts('notice').join()).to.include('while the machine slept');
  });

  it('paused and resumed: each by its policy, in the answer', async () => {
    const crons = (['none', 'once', 'all'] as const).map((catchUp) =>
      cronOf(catchUp, { schedule: '0 * * * *', catchUp }),
    );
    const app = await TestApp.start(withCrons(...crons), await worldBetweenMinutes());
    await app.say('/triggers pause');
    await app.world.time.advance(2 * HOUR_MS);
    expect(prompts(app.world)).to.deep.equal([]);
    await app.say('/triggers resume');
    const answer = app.texts('said').find((text) => text.includes('Missed in the meantime')) ?? '';
    expect(answer).to.include('`cron:none` 2 times\n'.trim()).and.to.include('/triggers run');
    expect(answer).to.include('`cron:once` 2 times; catching up: it runs once now, for the latest of them');
    expect(answer).to.include('`cron:all` 2 times; catching up: it runs 2 times now');
    expect(prompts(app.world).sort()).to.deep.equal(['work of all', 'work of all', 'work of once']);
  });

  it('paused and resumed: one that ran once long before missed nothing', async () => {
    const once = cronOf('once', { schedule: '* * * * *', runOnce: true });
    const app = await TestApp.start(withCrons(once), await worldBetweenMinutes());
    await app.world.time.advance(60_000);
    await app.say('/triggers pause');
    await app.world.time.advance(HOUR_MS);
    await app.say('/triggers resume');
    expect(app.texts('said').at(-1)).not.to.include('Missed');
  });

  it('a cron that fetches is told of too', async () => {
    const fetch = {
      type: 'file_read' as const,
      url: null,
      headers: {},
      body: null,
      filePath: 'x',
      timeoutMs: 1,
      parseAs: 'text' as const,
      storeAs: 'x',
      onFailure: 'abort' as const,
      maxBytes: 1,
    };
    const app = await downFor(2, hourly({ fetch }));
    expect(app.texts('notice').join()).to.include('`cron:hourly` missed 2 runs');
    expect(app.shown('notice')[0]?.buttons).to.have.length(1);
  });

  it('a disk that refuses the claims is told of', async () => {
    const world = await worldBetweenMinutes();
    const app = await TestApp.start(withCrons(hourly({ catchUp: 'all' })), world);
    world.inbox.broken = new Error('disk full');
    await world.time.jump(3 * HOUR_MS);
    await world.time.advance(1_000);
    expect(app.texts('notice').join()).to.include('cron:hourly').and.to.include('could not be started');
  });

  it('jitter: a restart before the firing neither loses nor doubles it', async () => {
    const world = await worldBetweenMinutes();
    const crons = withCrons(hourly({ schedule: '0 13 * * *', jitterMs: 30 * 60_000 }));
    const before = await TestApp.start(crons, world);
    await world.time.advance(59 * 60_000);
    await before.stop();
    expect(prompts(world)).to.deep.equal([]);
    const between = await TestApp.start(crons, world);
    await world.time.advance(31 * 60_000);
    expect(prompts(world)).to.deep.equal(instants(13));
    await between.stop();
    const after = await TestApp.start(crons, world);
    await world.time.advance(10 * 60_000);
    expect(prompts(world)).to.deep.equal(instants(13));
    expect(after.texts('notice')).to.deep.equal([]);
  });
});
