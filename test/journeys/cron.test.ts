import { expect } from 'chai';
import { T } from '../../src/composition/wiring/tokens.js';
import type { Cron } from '../../src/domain/trigger/trigger.js';
import { reading, TestApp, TestWorld } from '../support/app.js';
import { appConfig, type ConfigChange } from '../support/builders/app-config.js';
import { cronOf } from '../support/builders/cron.js';

/** The world's clock begins at noon; half a minute later no instant of a minute is due. */
async function worldBetweenMinutes(): Promise<TestWorld> {
  const world = new TestWorld();
  await world.time.advance(90_000);
  return world;
}

function withCrons(crons: readonly Cron[], change: ConfigChange = {}): ConfigChange {
  return { triggers: { enabled: true, crons }, ...change };
}

const prompts = (world: TestWorld) => world.engine.orders.map((order) => order.prompt);
const UNREACHABLE = {
  kind: 'unreachable' as const,
  key: 'transports.telegram',
  message: 'no network',
  hint: 'Wait.',
};
const hourly = cronOf('hourly', { schedule: '0 * * * *' });

describe('the journey of a cron', () => {
  it('starts a run at its instant and says where it came from', async () => {
    const app = await TestApp.start(withCrons([hourly]), await worldBetweenMinutes());
    await app.world.time.advance(58 * 60_000);
    expect(prompts(app.world)).to.deep.equal([]);
    await app.world.time.advance(60_000);
    expect(prompts(app.world)).to.deep.equal(['work of hourly']);
    const [final] = app.shown('final');
    expect(final?.ref.chatId).to.equal(7);
    expect(final?.view?.face.origin).to.deep.equal({ kind: 'cron', id: 'hourly' });
    expect(await app.world.inbox.unfinished()).to.deep.equal([]);
  });

  it('works in its zone', async () => {
    const berlin = cronOf('berlin', { schedule: '0 14 * * *', timezone: 'Europe/Berlin' });
    const app = await TestApp.start(withCrons([berlin]), await worldBetweenMinutes());
    await app.world.time.advance(59 * 60_000);
    expect(prompts(app.world)).to.deep.equal(['work of berlin']);
  });

  it('is quiet while triggers or the entry are switched off', async () => {
    const app = await TestApp.start({ triggers: { enabled: false, crons: [hourly] } });
    await app.application.get(T.reloader).apply(reading(appConfig(withCrons([cronOf('off', { enabled: false })]))));
    await app.world.time.advance(3 * 3_600_000);
    expect(prompts(app.world)).to.deep.equal([]);
    expect(app.world.inbox.rows).to.deep.equal([]);
  });

  it('resolves project, engine and place as a message in that chat would', async () => {
    const project = {
      alias: 'garden',
      name: 'garden',
      path: '/garden',
      worktreesDirectory: '/garden/.worktrees',
      defaultEngine: 'other',
      worktreeBase: null,
      chatId: -5,
    };
    const crons = [cronOf('own', { schedule: '0 * * * *', project: 'garden', threadId: 3, permissionMode: 'plan' })];
    const app = await TestApp.start(withCrons(crons, { projects: [project] }), await worldBetweenMinutes());
    await app.world.time.advance(59 * 60_000);
    const [order] = app.world.other.orders;
    expect(order).to.include({ prompt: 'work of own', directory: '/garden', resume: null });
    expect(order?.options.permissionMode).to.equal('plan');
    expect(app.shown('final')[0]?.ref.chatId).to.equal(-5);
  });

  it('goes on with the conversation of the chat if it is told to', async () => {
    const crons = [cronOf('on', { schedule: '0 * * * *', session: 'chat' })];
    const app = await TestApp.start(withCrons(crons), await worldBetweenMinutes());
    await app.say('one');
    await app.world.time.advance(59 * 60_000);
    expect(app.texts('final').at(-1)).to.include('turn 2: work of on');
  });

  it('fills in its template', async () => {
    const promptTemplate = '{{trigger.id}} at {{now}} on {{date}}{{gone}}';
    const late = cronOf('late', { schedule: '0 13 * * *', prompt: null, promptTemplate });
    const app = await TestApp.start(
      withCrons([{ ...late, schedule: '0 2 * * *', timezone: 'Pacific/Auckland' }]),
      await worldBetweenMinutes(),
    );
    await app.world.time.advance(59 * 60_000);
    expect(prompts(app.world)).to.deep.equal(['late at 2026-11-23T13:00:00.000Z on 2026-11-24']);
  });

  it('fires nothing twice when the configuration is read again in the same minute', async () => {
    const app = await TestApp.start(withCrons([hourly]), await worldBetweenMinutes());
    await app.world.time.advance(58 * 60_000 + 30_000);
    const again = [{ ...hourly, prompt: 'changed' }];
    await app.application.get(T.reloader).apply(reading(appConfig(withCrons(again))));
    await app.application.get(T.reloader).apply(reading(appConfig()));
    await app.application.get(T.reloader).apply(reading(appConfig(withCrons(again))));
    await app.world.time.advance(30_000);
    expect(prompts(app.world)).to.deep.equal(['work of hourly']);
    await app.world.time.advance(3_600_000);
    expect(prompts(app.world)).to.deep.equal(['work of hourly', 'changed']);
  });

  it('fires nothing twice over a restart in the same minute, and nothing is lost by one', async () => {
    const world = await worldBetweenMinutes();
    const before = await TestApp.start(withCrons([hourly]), world);
    await world.time.advance(58 * 60_000 + 30_000);
    await before.stop();
    world.bot = world.anotherBot();
    const after = await TestApp.start(withCrons([hourly]), world);
    await world.time.advance(20_000);
    expect(prompts(world)).to.deep.equal(['work of hourly']);
    await world.time.advance(3_570_000);
    await after.stop();
    await world.time.advance(30_000);
    await TestApp.start(withCrons([hourly]), world);
    await world.time.advance(0);
    expect(prompts(world)).to.have.length(2);
  });

  it('takes up after a crash what was claimed and not begun', async () => {
    const world = await worldBetweenMinutes();
    world.botProblem = UNREACHABLE;
    const before = await TestApp.start(withCrons([hourly]), world);
    await world.time.advance(59 * 60_000);
    expect((await world.inbox.unfinished()).map((row) => row.source)).to.deep.equal(['cron']);
    before.crash();
    world.botProblem = null;
    await TestApp.start(withCrons([hourly]), world);
    await world.time.advance(0);
    expect(prompts(world)).to.deep.equal(['work of hourly']);
    expect(await world.inbox.unfinished()).to.deep.equal([]);
  });

  it('tells of a claimed run that was left lying too long instead of running it', async () => {
    const world = await worldBetweenMinutes();
    world.botProblem = UNREACHABLE;
    const before = await TestApp.start(withCrons([hourly]), world);
    await world.time.advance(59 * 60_000);
    before.crash();
    world.botProblem = null;
    await world.time.advance(20 * 60_000);
    const after = await TestApp.start(withCrons([hourly]), world);
    expect(prompts(world)).to.deep.equal([]);
    const told = after
      .shown('notice')
      .find(({ text }) => text.includes('while Untether was off') && text.includes('hourly'));
    expect(await world.inbox.unfinished()).to.deep.equal([]);
    if (told === undefined) throw new Error('nothing was told');
    expect(await after.press(told, 'Run now')).to.equal('Started');
    expect(await after.press(told, 'Run now')).to.equal('Already started');
    expect(prompts(world)).to.deep.equal(['work of hourly']);
  });

  it('that runs once does so once, over reloads and restarts, until it is another', async () => {
    const world = await worldBetweenMinutes();
    const once = cronOf('once', { schedule: '0 * * * *', runOnce: true });
    const before = await TestApp.start(withCrons([once]), world);
    await world.time.advance(59 * 60_000);
    await before.application.get(T.reloader).apply(reading(appConfig(withCrons([once]))));
    await world.time.advance(3_600_000);
    await before.stop();
    const after = await TestApp.start(withCrons([once]), world);
    await world.time.advance(3_600_000);
    expect(prompts(world)).to.have.length(1);
    await after.application.get(T.reloader).apply(reading(appConfig(withCrons([{ ...once, prompt: 'another' }]))));
    await world.time.advance(2 * 3_600_000);
    expect(prompts(world)).to.deep.equal(['work of once', 'another']);
  });

  it('of one instant fires at that instant only', async () => {
    const at = cronOf('at', { schedule: null, at: '2026-11-23T14:00:00', timezone: 'Europe/Berlin', runOnce: true });
    const app = await TestApp.start(withCrons([at]), await worldBetweenMinutes());
    await app.world.time.advance(59 * 60_000);
    expect(prompts(app.world)).to.deep.equal(['work of at']);
    await app.world.time.advance(48 * 3_600_000);
    expect(prompts(app.world)).to.have.length(1);
  });

  it('leaves out what is late by more than a minute, and fires once for many instants', async () => {
    const app = await TestApp.start(withCrons([hourly, cronOf('minutely')]), await worldBetweenMinutes());
    await app.world.time.jump(5 * 3_600_000);
    expect(prompts(app.world)).to.deep.equal(['work of minutely']);
    expect(app.journal.facts.filter((fact) => fact.name === 'cron.missed')).to.have.length(2);
    expect(app.shown('notice')).to.have.length(2);
    expect(app.texts('notice').join()).to.include('`cron:minutely` missed 300 runs');
    const told = app.shown('notice').find(({ text }) => text.includes('hourly'));
    expect(told?.text).to.include('`cron:hourly`').and.to.include('missed 5 runs');
    if (told === undefined) throw new Error('nothing was told');
    await app.press(told, 'Run now');
    expect(prompts(app.world)).to.include('work of hourly');
  });

  it('tells at the next start what was due while nobody was there, with a button, and runs nothing unasked', async () => {
    const world = await worldBetweenMinutes();
    const once = cronOf('once', { schedule: '5 13 * * *', runOnce: true });
    const crons = [hourly, once, cronOf('off', { schedule: '0 * * * *', enabled: false })];
    const before = await TestApp.start(withCrons(crons), world);
    await world.time.advance(70 * 60_000);
    expect(prompts(world)).to.deep.equal(['work of hourly', 'work of once']);
    await before.stop();
    await world.time.advance(3 * 3_600_000);
    const app = await TestApp.start(withCrons(crons), world);
    const [told, ...others] = app.shown('notice');
    expect(others).to.deep.equal([]);
    expect(told?.text).to.include('`cron:hourly` missed 3 runs (last 11 min 30 s ago');
    expect(prompts(world)).to.have.length(2);
    if (told === undefined) throw new Error('nothing was told');
    await app.press(told, 'Run now');
    expect(prompts(world)).to.deep.equal(['work of hourly', 'work of once', 'work of hourly']);
    app.crash();
    await world.time.advance(60_000);
    const third = await TestApp.start(withCrons(crons), world);
    expect(third.shown('notice')).to.have.length(1);
  });

  it('tells why nothing was started, and lets the others run', async () => {
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
    const schedule = '0 * * * *';
    const crons = [
      cronOf('lost', { schedule, project: 'gone' }),
      cronOf('strange', { schedule, engine: 'codex' }),
      cronOf('fetching', { schedule, fetch }),
      cronOf('broken', { schedule: 'nonsense' }),
      hourly,
    ];
    const app = await TestApp.start(withCrons(crons), await worldBetweenMinutes());
    await app.world.time.advance(59 * 60_000);
    expect(prompts(app.world)).to.deep.equal(['work of hourly']);
    const told = app.texts('notice').join('\n');
    expect(told).to.include('cron:lost').and.to.include('unknown-project');
    expect(told).to.include('cron:strange').and.to.include('problem: engine');
    const notices = app.texts('notice').join('\n');
    expect(notices).to.include('cron:fetching').and.to.include('cron:broken');
    expect(app.world.inbox.rows.map((row) => row.state).sort()).to.deep.equal(['dead', 'dead', 'dead', 'done']);
  });

  it('says so when the disk refuses the claim for a minute, and fires again next time', async () => {
    const app = await TestApp.start(withCrons([hourly]), await worldBetweenMinutes());
    app.world.inbox.broken = new Error('disk full');
    await app.world.time.advance(60 * 60_000);
    expect(prompts(app.world)).to.deep.equal([]);
    expect(app.texts('notice').join()).to.include('cron:hourly');
    app.world.inbox.broken = null;
    await app.world.time.advance(3_600_000);
    expect(prompts(app.world)).to.have.length(1);
  });

  it('runs a little late when the disk is well again within the minute, and writes down both', async () => {
    const app = await TestApp.start(withCrons([hourly]), await worldBetweenMinutes());
    app.world.inbox.broken = new Error('disk full');
    await app.world.time.advance(58.5 * 60_000 + 10_000);
    app.world.inbox.broken = null;
    await app.world.time.advance(60_000);
    expect(prompts(app.world)).to.deep.equal(['work of hourly']);
    expect(app.texts('notice')).to.deep.equal([]);
    const names = app.journal.facts.map((fact) => fact.name).filter((name) => name.startsWith('cron.'));
    expect(names).to.deep.equal([...Array(names.length - 1).fill('cron.retrying'), 'cron.due']);
    await app.world.time.jump(-3_600_000);
    await app.world.time.advance(3_600_000);
    expect(app.journal.facts.map((fact) => fact.name)).to.include('clock.set-back');
    expect(prompts(app.world)).to.deep.equal(['work of hourly']);
  });

  it('is told half a minute later when the disk refused what came of the claim', async () => {
    const lost = cronOf('lost', { schedule: '0 13 * * *', project: 'gone' });
    const app = await TestApp.start(withCrons([lost]), await worldBetweenMinutes());
    app.world.outgoing.broken = new Error('disk full');
    await app.world.time.advance(59 * 60_000);
    expect(app.texts('notice')).to.deep.equal([]);
    app.world.outgoing.broken = null;
    await app.world.time.advance(30_000);
    expect(app.texts('notice').join()).to.include('cron:lost').and.to.include('unknown-project');
    expect(await app.world.inbox.unfinished()).to.deep.equal([]);
  });

  it('runs all the same when it can’t be noted that it fired', async () => {
    const app = await TestApp.start(withCrons([hourly]), await worldBetweenMinutes());
    app.world.fired.note = async () => {
      throw new Error('disk full');
    };
    await app.world.time.advance(59 * 60_000);
    expect(prompts(app.world)).to.deep.equal(['work of hourly']);
    expect(app.journal.facts.map((fact) => fact.name)).to.include('ledger.failed');
  });

  it('starts nothing while the program ends', async () => {
    const app = await TestApp.start(withCrons([hourly]), await worldBetweenMinutes());
    await app.stop();
    await app.world.time.advance(59 * 60_000);
    expect(app.world.inbox.rows).to.deep.equal([]);
  });
});
