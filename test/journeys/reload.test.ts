import { expect } from 'chai';
import sinon from 'sinon';
import { processMemory } from '../../src/adapters/system/spare-memory.js';
import { noChange } from '../../src/application/hosting/staged-change.js';
import { T } from '../../src/composition/wiring/tokens.js';
import { ok } from '../../src/domain/result.js';
import { Secret } from '../../src/domain/secret.js';
import { TestApp, TestWorld } from '../support/app.js';
import { appConfig } from '../support/builders/app-config.js';
import { FakeChatBot } from '../support/fakes/fake-chat-bot.js';
import { settled } from '../support/fakes/fake-time.js';

const problem = {
  severity: 'error' as const,
  file: 'untether.toml',
  line: 3,
  column: 7,
  key: 'progress.max_actions',
  message: 'This is too much.',
  hint: 'Write less.',
};

const WEB = {
  ...{ alias: 'web', name: 'web', path: '/p/web', worktreesDirectory: '/p/web/.worktrees' },
  ...{ worktreeBase: null, defaultEngine: null, chatId: null },
};

describe('the journey of a reload', () => {
  it('makes an edit live for the next message, tells the owner, and numbers it', async () => {
    const app = await TestApp.start();
    await app.edit({ defaultEngine: 'other' });
    expect(app.application.get(T.generations).current().number).to.equal(2);
    const [told] = app.texts('notice');
    expect(told).to.include('Configuration 2').and.to.include('default_engine');
    await app.say('hello');
    expect(app.world.other.orders).to.have.length(1);
  });

  it('makes an edit live that was saved while the program started, and tells the owner', async () => {
    const world = new TestWorld();
    world.configWatch.beforeStart = () => world.configSource.put(appConfig({ defaultEngine: 'other' }));
    const app = await TestApp.start({}, world);
    await world.time.advance(1_000);
    expect(app.application.get(T.generations).current()).to.deep.include({ number: 2 });
    expect(app.texts('notice')[0]).to.include('default_engine');
  });

  it('applies nothing again at a start when the file is as it was read', async () => {
    const app = await TestApp.start();
    await app.world.time.advance(1_000);
    expect(app.application.get(T.generations).current().number).to.equal(1);
    expect(app.texts('notice')).to.deep.equal([]);
  });

  it('leaves a run that is going on with what it began with', async () => {
    const app = await TestApp.start();
    app.world.engine.holding = true;
    await app.say('work');
    await app.edit({ defaultEngine: 'other', footer: { showApiCost: false } });
    app.world.engine.held[0]?.emit({
      kind: 'completed',
      ok: true,
      answer: 'done',
      problem: null,
      usage: { costUsd: 1, turns: 1, durationMs: 1, inputTokens: 1, outputTokens: 1 },
    });
    app.world.engine.held[0]?.end();
    await settled();
    expect(app.shown('final')[0]?.view).to.deep.include({ status: 'done' });
    expect(app.shown('final')[0]?.view).to.have.property('usage').that.is.not.equal(null);
  });

  it('admits and turns away users from the next update on', async () => {
    const app = await TestApp.start();
    const grace = { chatId: 8, sender: { id: 8, name: 'Grace', isBot: false } };
    await app.say('hello', grace);
    expect(app.texts('final')).to.have.length(0);
    await app.edit({ telegram: { allowedUserIds: [7, 8] } });
    await app.say('hello', grace);
    expect(app.texts('final')).to.have.length(1);
  });

  it('keeps the old configuration whole when the new one is wrong, says where, and says when it is mended', async () => {
    const app = await TestApp.start();
    app.world.configSource.put(app.application.get(T.generations).current().config);
    app.world.configSource.spoil([problem]);
    await app.edited();
    expect(app.application.get(T.generations).current().number).to.equal(1);
    expect(app.texts('notice').at(-1))
      .to.include('line 3, column 7')
      .and.to.include('progress.max\\_actions'.replace('\\', ''));
    await app.edited();
    expect(app.texts('notice')).to.have.length(1);
    await app.say('still there');
    expect(app.texts('final')).to.have.length(1);
    await app.edit({});
    expect(app.texts('notice').at(-1)).to.include('is valid again');
  });

  it('is told, too, where a bug keeps the file from being judged; the next edit counts', async () => {
    const app = await TestApp.start();
    const read = app.world.configSource.read.bind(app.world.configSource);
    app.world.configSource.read = () => Promise.reject(new TypeError('no function'));
    await app.edit({ defaultEngine: 'other' });
    expect(app.texts('notice').at(-1)).to.include('not applied').and.to.include('Untether itself failed');
    expect(app.journal.named('program.fault')[0]?.cause).to.be.instanceOf(TypeError);
    app.world.configSource.read = read;
    await app.edited();
    expect(app.application.get(T.generations).current().config.defaultEngine).to.equal('other');
    expect(app.texts('notice').at(-1)).to.include('is valid again');
  });

  it('says again what is wrong with the file to whoever asks, and tells the chat once', async () => {
    const app = await TestApp.start();
    app.world.configSource.put(appConfig());
    app.world.configSource.spoil([problem]);
    await app.edited();
    const outcome = await app.application.get(T.followConfig).reload();
    expect(outcome).to.have.nested.property('refused.problems').that.deep.equals([problem]);
    expect(app.texts('notice')).to.have.length(1);
  });

  it('changes nothing at all when the new token is refused, and says so', async () => {
    const app = await TestApp.start();
    app.world.botProblem = {
      kind: 'refused',
      key: 'transports.telegram.bot_token',
      message: 'Telegram does not know it.',
      hint: 'Ask BotFather.',
    };
    await app.edit({ defaultEngine: 'other', telegram: { token: new Secret('5000:new') } });
    expect(app.application.get(T.generations).current().config.defaultEngine).to.equal('fake');
    expect(app.texts('notice').at(-1)).to.include('bot_token').and.not.to.include('5000');
    await app.say('hello');
    expect(app.world.engine.orders).to.have.length(1);
    app.world.botProblem = null;
    await app.say('/reload');
    expect(app.application.get(T.generations).current().number).to.equal(2);
  });

  it('tells a fault of its own like one of the file, and leaves nothing behind that another part had prepared', async () => {
    const world = new TestWorld();
    let [isBroken, prepared] = [false, 0];
    const slow = Promise.withResolvers<void>();
    world.extraParts.push(
      {
        name: 'missing',
        stage: async () => {
          if (isBroken) throw new Error("Cannot find module 'part.js'");
          return ok(noChange);
        },
      },
      {
        name: 'slow',
        stage: async () => {
          if (isBroken) await slow.promise;
          prepared++;
          return ok({ effect: 'start', commit: () => prepared--, abort: async () => void prepared-- });
        },
      },
    );
    const app = await TestApp.start({}, world);
    isBroken = true;
    await app.edit({ defaultEngine: 'other' });
    slow.resolve();
    await settled();
    expect(app.application.get(T.generations).current().config.defaultEngine).to.equal('fake');
    expect(app.texts('notice').at(-1))
      .to.include('not applied')
      .and.to.include('Cannot find module')
      .and.to.include('restart');
    expect(prepared).to.equal(0);
    expect(app.application.get(T.reloader).refused?.kind).to.equal('not-possible');

    isBroken = false;
    await app.say('/reload');
    expect(app.application.get(T.generations).current().config.defaultEngine).to.equal('other');
    expect(prepared).to.equal(0);
  });

  it('does not hold up the end of the program while something that an edit needs says nothing', async () => {
    const world = new TestWorld();
    let [isSilent, prepared] = [false, 0];
    const silence = Promise.withResolvers<void>();
    world.extraParts.push({
      name: 'silent',
      stage: async () => {
        if (!isSilent) return ok(noChange);
        await silence.promise;
        prepared++;
        return ok({ effect: 'start', commit: () => undefined, abort: async () => void prepared-- });
      },
    });
    const app = await TestApp.start({}, world);
    isSilent = true;
    await app.edit({ defaultEngine: 'other' });
    const stopping = app.stop();
    await world.time.advance(2_000);
    await stopping;
    expect(app.application.get(T.generations).current().config.defaultEngine).to.equal('fake');
    expect(app.texts('notice').at(-1)).to.include('shutting down').and.to.include('The next start applies it');
    silence.resolve();
    await settled();
    expect(prepared).to.equal(0);
  });

  it('lets go of what was prepared for edits that others have followed', async () => {
    const world = new TestWorld();
    const prepared: WeakRef<object>[] = [];
    world.extraParts.push({
      name: 'large',
      stage: async () => {
        const change = { ...noChange };
        prepared.push(new WeakRef(change));
        return ok(change);
      },
    });
    const app = await TestApp.start({}, world);
    for (let edit = 0; edit < 10; edit++) await app.edit({ defaultEngine: edit % 2 === 0 ? 'other' : 'fake' });
    await settled();
    processMemory().collect();
    expect(prepared).to.have.length(11);
    expect(prepared.filter((change) => change.deref() !== undefined).length).to.be.lessThan(4);
  });

  it('tells when it could not even read the file through a fault of its own', async () => {
    const app = await TestApp.start();
    app.world.configSource.put(appConfig({ defaultEngine: 'other' }));
    const read = sinon.stub(app.world.configSource, 'read').rejects(new Error("Cannot find module 'dates.js'"));
    await app.edited();
    expect(app.texts('notice').at(-1)).to.include('not applied').and.to.include('Cannot find module');
    read.restore();
    await app.say('/reload');
    expect(app.application.get(T.generations).current().config.defaultEngine).to.equal('other');
  });

  it('tells of a fault of its own after what came before it, although that is worded later', async () => {
    const app = await TestApp.start();
    const follow = app.application.get(T.followConfig);
    app.world.configSource.put(appConfig({ defaultEngine: 'other' }));
    const read = sinon.stub(app.world.configSource, 'read').callThrough();
    read.onSecondCall().rejects(new Error("Cannot find module 'dates.js'"));
    await Promise.all([follow.reload(), follow.reload()]);
    await app.world.time.advance(1_000);
    expect(app.texts('notice').at(-2)).to.include('default_engine');
    expect(app.texts('notice').at(-1)).to.include('Cannot find module');
  });

  it('swaps the bot: a run ends through the old one, new messages are answered by the new one', async () => {
    const world = new TestWorld();
    const next = new FakeChatBot(5_000, 'next_bot');
    world.otherBots.set('5000:new', next);
    const app = await TestApp.start({}, world);
    world.engine.holding = true;
    await app.say('work', { bot: 4_000 });
    await app.edit({ telegram: { token: new Secret('5000:new') } });
    world.engine.holding = false;
    await app.say('to the new one', { bot: 5_000, chatId: 7, threadId: 1 });
    expect(next.channel.of('final')).to.have.length(1);
    await app.say('to the old one', { bot: 4_000 });
    expect(app.texts('said').at(-1)).to.include('next');
    world.engine.held[0]?.emit({ kind: 'completed', ok: true, answer: 'done', problem: null, usage: null });
    world.engine.held[0]?.end();
    await settled();
    expect(app.texts('final')).to.have.length(1);
    expect(world.engine.orders).to.have.length(2);
  });

  it('lets the new bot take what was written to one that is gone before its turn has come', async () => {
    const world = new TestWorld();
    const next = new FakeChatBot(5_000, 'next_bot');
    world.otherBots.set('5000:new', next);
    const app = await TestApp.start({}, world);
    world.engine.holding = true;
    await app.say('work', { bot: 4_000 });
    await app.edit({ telegram: { token: new Secret('5000:new') } });
    const busy = Promise.withResolvers<void>();
    world.backlog.ready = busy.promise;
    await app.receive(world.message('/ping', { bot: 5_000 }), world.message('to the old one', { bot: 4_000 }));
    world.engine.held[0]?.emit({ kind: 'completed', ok: true, answer: 'done', problem: null, usage: null });
    world.engine.held[0]?.end();
    await settled();
    busy.resolve();
    await world.time.advance(1_000);
    expect(app.texts('said').join()).not.to.include('replaced');
    expect(world.engine.orders.map(({ prompt }) => prompt)).to.deep.equal(['work', 'to the old one']);
  });

  it('shows in the menu what the live configuration knows, also in that of a new bot', async () => {
    const world = new TestWorld();
    const next = new FakeChatBot(5_000, 'next_bot');
    world.otherBots.set('5000:new', next);
    const app = await TestApp.start({}, world);
    await settled();
    const named = (bot: FakeChatBot) => bot.channel.menu.map(({ name }) => name);
    expect(named(world.bot)).to.include.members(['new', 'cancel', world.engine.id]).and.not.include('web');
    await app.edit({ projects: [WEB] });
    expect(named(world.bot)).to.include('web');
    expect(next.channel.menu).to.deep.equal([]);
    await app.edit({ projects: [WEB], telegram: { token: new Secret('5000:new') } });
    expect(named(next)).to.deep.equal(named(world.bot));
  });

  it('does not follow edits with watch_config off, but reads when asked', async () => {
    const app = await TestApp.start({ watchConfig: false });
    await app.edit({ watchConfig: false, defaultEngine: 'other' });
    expect(app.application.get(T.generations).current().number).to.equal(1);
    await app.say('/reload');
    expect(app.texts('said').at(-1)).to.include('Configuration 2');
    await app.say('/reload');
    expect(app.texts('said').at(-1)).to.include('already');
  });

  it('tells what announce asks for', async () => {
    const app = await TestApp.start({ reload: { announce: 'failures' } });
    await app.edit({ reload: { announce: 'failures' }, defaultEngine: 'other' });
    expect(app.texts('notice')).to.have.length(0);
    app.world.configSource.spoil([problem]);
    await app.edited();
    expect(app.texts('notice')).to.have.length(1);
    await app.edit({ reload: { announce: 'none' } });
    app.world.configSource.spoil([problem]);
    await app.edited();
    expect(app.texts('notice')).to.have.length(1);
  });

  it('is live, and lets in what waits, before anybody words its warnings and what it changes', async () => {
    const app = await TestApp.start();
    const generation = () => app.application.get(T.generations).current().number;
    const before = generation();
    const seen: string[] = [];
    const source = app.world.configSource;
    source.worded = (part) => void seen.push(`${part} at ${generation()}`);
    const live = new Promise<void>((resolve) => {
      app.application.get(T.generations).follow(({ number }) => {
        if (number === before + 1) setImmediate(() => resolve(void seen.push('a request')));
      });
    });
    await app.edit({ log: { level: 'debug' } });
    await live;
    expect(seen[0]).to.equal('a request');
    expect(seen)
      .to.include(`warnings at ${before + 1}`)
      .and.include(`settings at ${before + 1}`);
  });

  it('tells of each edit in their order, though the next one comes at once and the program ends right after it', async () => {
    const app = await TestApp.start();
    const { configSource, configWatch, goodFiles } = app.world;
    const generations = app.application.get(T.generations);
    const before = generations.current().number;
    const live = (number: number, then: () => void) =>
      generations.follow((generation) => {
        if (generation.number === before + number) then();
      });
    const warning = (key: string) => ({ ...problem, key, severity: 'warning' as const });
    const edit = (engine: string) => {
      configSource.put(appConfig({ defaultEngine: engine }));
      configSource.warns = [warning(engine)];
      configWatch.edit();
    };
    let stopped: Promise<void> | null = null;
    live(1, () => edit('fake'));
    live(2, () => (stopped = app.stop()));
    edit('other');
    await app.world.time.advance(60_000);
    await stopped;
    expect(generations.current().number).to.equal(before + 2);
    expect(app.journal.named('config.warning').map(({ data }) => data?.['key'])).to.deep.equal(['other', 'fake']);
    expect((await goodFiles.list()).map(({ number }) => number).slice(0, 2)).to.deep.equal([before + 2, before + 1]);
    const told = app.texts('notice').join('\n');
    expect(told)
      .to.match(/2 edits|`fake` → `other`[\s\S]*`other` → `fake`/)
      .and.include('Configuration 3 is live');
  });
});
