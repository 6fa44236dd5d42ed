import { expect } from 'chai';
import type { EarlierFindings } from '../../src/application/ports/config/python-state.js';
import { TestApp, TestWorld } from '../support/app.js';
import type { ConfigChange } from '../support/builders/app-config.js';
import { cronOf } from '../support/builders/cron.js';
import { earlierFindings } from '../support/builders/earlier-findings.js';
import { webhook } from '../support/builders/webhook.js';
import { settled } from '../support/fakes/fake-time.js';

const HOME = '/home/ada';
const NOW = Date.parse('2026-11-23T12:00:00Z');
const session = { chatId: 7, threadId: null, senderId: null, engine: 'fake', value: 'c0ffee' };
const choice = {
  chatId: 7,
  threadId: null,
  engine: null,
  project: null,
  branch: null,
  models: {},
  efforts: {},
  permissionModes: {},
  loops: null,
  others: [],
};
const project = {
  alias: 'app',
  name: 'App',
  path: '/app',
  worktreesDirectory: '/app/.worktrees',
  worktreeBase: null,
  defaultEngine: null,
  chatId: null,
};

function left(parts: Partial<EarlierFindings>): TestWorld {
  const world = new TestWorld();
  world.pythonState.left = earlierFindings({ directory: HOME, ...parts });
  return world;
}

function started(world: TestWorld, change: ConfigChange = {}): Promise<TestApp> {
  return TestApp.start(change, world);
}

function report(app: TestApp): string {
  return app.texts('notice').find((text) => text.startsWith('📦')) ?? '';
}

describe('taking over from an earlier program', () => {
  it('goes on with its conversations', async () => {
    const world = left({ sessions: [session, { ...session, chatId: -100, senderId: 8, value: 'beef' }] });
    world.engine.know('c0ffee');
    const app = await started(world);
    await app.say('go on');
    expect(world.engine.orders[0]?.resume).to.deep.equal({ engine: 'fake', value: 'c0ffee', directory: null });
    expect((await world.sessions.find('chat:-100:user:8', 'fake'))?.value).to.equal('beef');
    expect(report(app)).to.include('- 2 conversations');
    await app.stop();
  });

  it('leaves conversations that were going on in another directory, and says so', async () => {
    const world = left({ directory: '/elsewhere', sessions: [session, { ...session, chatId: -100, threadId: 4 }] });
    const app = await started(world, { telegram: { allowedUserIds: [7, 8] } });
    expect(await world.sessions.find('chat:7', 'fake')).to.equal(null);
    for (const user of [7, 8]) {
      expect((await world.sessions.find(`chat:-100:topic:4:user:${user}`, 'fake'))?.value).to.equal('c0ffee');
    }
    expect(report(app)).to.match(/- 1 conversation\n.*- 1 conversation was open in another directory.*`\/elsewhere`/s);
    await app.stop();
  });

  it('keeps the choices that have a place here, and names the others', async () => {
    const world = left({
      choices: [
        {
          ...choice,
          engine: 'other',
          project: 'APP',
          branch: 'dev',
          models: { fake: 'm', nobody: 'x' },
          efforts: { fake: 'high', other: 'extreme' },
          permissionModes: { fake: 'plan', other: 'bypassPermissions' },
          loops: true,
          others: ['trigger_mode'],
        },
        { ...choice, chatId: -100, threadId: 4, engine: 'gone', project: 'lost', others: ['fake.ask_questions'] },
      ],
    });
    const app = await started(world, { projects: [project] });
    expect(await world.preferences.find(7, null)).to.deep.equal({
      engine: 'other',
      context: { project: 'app', branch: 'dev' },
      models: { fake: 'm' },
      efforts: { fake: 'high' },
      permissionModes: { fake: 'plan' },
      loops: true,
    });
    expect(await world.preferences.find(-100, 4)).to.deep.equal({});
    const text = report(app);
    expect(text).to.include('the choices of 1 chat or topic');
    expect(text).to.include('`fake.ask_questions`, `trigger_mode`').and.include('`gone`, `lost`, `nobody`');
    await app.stop();
  });

  it('replaces nothing that is known here already', async () => {
    const world = left({
      sessions: [session],
      choices: [{ ...choice, engine: 'other', models: { fake: 'old', other: 'o' } }],
    });
    await world.sessions.keep('chat:7', { engine: 'fake', value: 'own', directory: null });
    await world.preferences.change(7, null, () => ({ engine: 'fake', models: { fake: 'new' } }));
    const app = await started(world);
    expect((await world.sessions.find('chat:7', 'fake'))?.value).to.equal('own');
    expect(await world.preferences.find(7, null)).to.deep.equal({
      engine: 'fake',
      models: { fake: 'new', other: 'o' },
    });
    await app.stop();
  });

  it('does not fire again what ran once, also while triggers are off', async () => {
    const crons = [cronOf('once', { runOnce: true }), cronOf('again', { runOnce: true }), cronOf('often')];
    const world = left({ firedOnce: ['once', 'often', 'unknown'] });
    const off = await started(world, { triggers: { crons } });
    expect(report(off)).to.include('- 1 cron that has run once');
    await off.edit({ triggers: { enabled: true, crons } });
    await world.time.advance(90_000);
    const ran = world.engine.orders.map(({ prompt }) => prompt);
    expect(ran).to.include('work of again').and.include('work of often');
    expect(ran).not.to.include('work of once');
    await off.stop();
  });

  it('knows when its triggers fired last', async () => {
    const lastFired = new Map([
      ['deploy', NOW - 5_000],
      ['nightly', NOW - 9_000],
      ['gone', NOW],
    ]);
    const world = left({ lastFired });
    const app = await started(world, { triggers: { crons: [cronOf('nightly')], webhooks: [webhook()] } });
    expect([...(await world.fired.lastFired())].toSorted()).to.deep.equal([
      ['cron:nightly', NOW - 9_000],
      ['webhook:deploy', NOW - 5_000],
    ]);
    await app.stop();
  });

  it('handles no update that it had handled, and every one that is new', async () => {
    const world = left({ lastUpdateId: 500 });
    const app = await started(world);
    const message = (updateId: number) => world.message(`update ${updateId}`, { bot: 4000, updateId });
    for (const id of [401, 500, 501, 400]) {
      await app.receive(message(id));
      await world.time.advance(2_000);
    }
    expect(world.engine.orders.map(({ prompt }) => prompt)).to.deep.equal(['update 501', 'update 400']);
    await app.stop();
  });

  it('marks the messages that it left open as interrupted, with the way back to their conversation', async () => {
    const world = left({ sessions: [session] });
    const open = await world.bot.channel.say({ chatId: 7, threadId: null }, { markdown: 'working' });
    if (open === null) throw new Error('not posted');
    world.pythonState.left = earlierFindings({ ...world.pythonState.left, openMessages: [open] });
    const app = await started(world);
    expect(app.texts('said')[0]).to.match(/^⚠️ This run was interrupted.*`fake --resume c0ffee`$/s);
    expect(report(app)).to.include('- 1 open message, marked as interrupted');
    await app.stop();
  });

  it('happens once: what lies there later is never looked at again', async () => {
    const world = left({ sessions: [session] });
    const first = await started(world);
    await first.stop();
    await world.sessions.clear('chat:7');
    world.bot = world.anotherBot();
    const second = await started(world);
    expect(await world.sessions.find('chat:7', 'fake')).to.equal(null);
    expect(report(second)).to.equal('');
    await second.stop();
  });

  it('says nothing where nobody was before, and looks again at the next start', async () => {
    const world = new TestWorld();
    const first = await started(world);
    expect(report(first)).to.equal('');
    await first.stop();
    world.pythonState.left = earlierFindings({ directory: HOME, sessions: [session] });
    const second = await started(world);
    expect(report(second)).to.include('1 conversation');
    await second.stop();
  });

  it('tells what could not be used, and which files have no place', async () => {
    const world = left({
      troubles: [
        { file: 'a.json', kind: 'malformed' },
        { file: 'b.json', kind: 'version' },
        { file: 'c.json', kind: 'unreadable' },
      ],
      unused: ['stats.json'],
    });
    const text = report(await started(world));
    expect(text).to.include('`a.json` is damaged').and.include('`b.json` is of another version');
    expect(text).to.include('`c.json` can’t be read').and.include('no place for `stats.json`');
    expect(text).not.to.include('Taken over:\n');
  });

  it('is told at the next start if there was no bot, or a kill came before', async () => {
    const world = left({ sessions: [session] });
    world.botProblem = { kind: 'unreachable', key: 'k', message: 'm', hint: 'm' };
    const first = await started(world);
    expect((await world.sessions.find('chat:7', 'fake'))?.value).to.equal('c0ffee');
    expect(report(first)).to.equal('');
    first.crash();
    world.botProblem = null;
    world.pythonState.left = null;
    const second = await started(world);
    expect(report(second)).to.include('1 conversation');
    await second.stop();
    world.bot = world.anotherBot();
    const third = await started(world);
    expect(report(third)).to.equal('');
    await third.stop();
  });

  it('is done again from its beginning when the disk failed in the middle, and keeps nobody from starting', async () => {
    const world = left({ sessions: [session], lastUpdateId: 3, choices: [{ ...choice, engine: 'other' }] });
    world.checkpoints.broken = new Error('disk full');
    const first = await started(world);
    expect(first.journal.named('import.failed')).to.have.length(1);
    await first.stop();
    world.checkpoints.broken = null;
    const { keep } = world.sessions;
    world.sessions.keep = () => Promise.reject(new Error('disk full'));
    const second = await started(world);
    expect(second.journal.named('import.failed')).to.have.length(1);
    await second.stop();
    world.sessions.keep = keep;
    const third = await started(world);
    await settled();
    expect((await world.sessions.find('chat:7', 'fake'))?.value).to.equal('c0ffee');
    expect(await world.preferences.find(7, null)).to.deep.equal({ engine: 'other' });
    expect(third.texts('notice').filter((text) => text.startsWith('📦'))).to.have.length(1);
    await third.stop();
  });
});
