import { expect } from 'chai';
import type { FinalView } from '../../src/application/ports/chat/chat-channel.js';
import { TestApp, TestWorld } from '../support/app.js';
import { settled } from '../support/fakes/fake-time.js';

const projects = [
  {
    alias: 'web',
    name: 'web',
    path: '/p/web',
    worktreesDirectory: '/p/web/.worktrees',
    worktreeBase: null,
    defaultEngine: null,
    chatId: null,
  },
];

describe('the journey of a message', () => {
  it('goes from the poll over a progress message to the final, and its row is done', async () => {
    const app = await TestApp.start();
    const { engine, inbox } = app.world;
    engine.holding = true;
    const message = await app.say('fix it');
    expect(app.texts('progress')).to.have.length(1);
    expect((await inbox.unfinished()).map((row) => row.state)).to.deep.equal(['begun']);
    const [run] = engine.held;
    run?.emit({
      kind: 'started',
      resume: { engine: 'fake', value: 'c1', directory: '/home/ada' },
      meta: { model: 'm' },
    });
    run?.emit({ kind: 'completed', ok: true, answer: 'fixed', problem: null, usage: null });
    run?.end();
    await settled();
    const [final] = app.shown('final');
    expect(final?.view).to.deep.include({ status: 'done', answer: 'fixed' });
    expect(final?.view?.face).to.deep.include({ resumeLine: 'fake --resume c1', meta: { model: 'm' } });
    expect(final?.replyTo).to.equal(message.messageId);
    expect(app.shown('progress')).to.have.length(0);
    expect(await inbox.unfinished()).to.deep.equal([]);
    expect(await app.world.outgoing.parked()).to.deep.equal([]);
    expect(await app.world.runStore.list()).to.deep.equal([]);
  });

  it('goes on with the conversation of the chat, and /new starts another', async () => {
    const app = await TestApp.start();
    await app.say('one');
    await app.say('two');
    expect(app.texts('final').map((text) => /turn \d: \w+/.exec(text)?.[0])).to.deep.equal([
      'turn 1: one',
      'turn 2: two',
    ]);
    await app.say('/new');
    await app.say('three');
    expect(app.texts('final').at(-1)).to.include('turn 1: three');
  });

  it('serialises two messages that come before the first conversation has a name', async () => {
    const app = await TestApp.start();
    const { engine } = app.world;
    engine.holding = true;
    for (const conversation of ['c1', 'c9']) engine.know(conversation);
    await app.say('one');
    await app.say('two');
    expect(engine.held).to.have.length(1);
    expect(app.texts('progress').at(-1)).to.include('queued');
    engine.held[0]?.emit({
      kind: 'started',
      resume: { engine: 'fake', value: 'c1', directory: '/home/ada' },
      meta: {},
    });
    engine.held[0]?.emit({ kind: 'completed', ok: true, answer: 'a', problem: null, usage: null });
    engine.held[0]?.end();
    await settled();
    expect(engine.held[1]?.order.resume?.value).to.equal('c1');
  });

  it('says what its mode lets the agent do, and what it was warned of', async () => {
    const app = await TestApp.start();
    const { engine } = app.world;
    engine.holding = true;
    await app.say('work');
    const warning = {
      id: 'w',
      kind: 'warning',
      title: 'the usage limit is near',
      detail: null,
      exitCode: null,
    } as const;
    const resume = { engine: 'fake', value: 'c1', directory: null };
    engine.held[0]?.emit(
      { kind: 'started', resume, meta: { permissionMode: 'acceptEdits' } },
      { kind: 'action', phase: 'completed', ok: false, action: warning },
      { kind: 'said', text: 'I look at it.' },
      { kind: 'todos', todos: [{ text: 'look', state: 'active' }] },
    );
    await app.world.time.advance(2_000);
    expect(app.shown('progress')[0]?.view).to.deep.include({
      said: 'I look at it.',
      todos: [{ text: 'look', state: 'active' }],
    });
    engine.held[0]?.emit({ kind: 'completed', ok: true, answer: 'done', problem: null, usage: null });
    engine.held[0]?.end();
    await settled();
    const view = app.shown('final')[0]?.view;
    expect(view?.face.permission).to.equal('edits');
    expect(view).to.deep.include({ warnings: ['the usage limit is near'] });
  });

  it('starts anew without a reply and goes on with a reply when sessions are stateless', async () => {
    const app = await TestApp.start({ telegram: { sessionMode: 'stateless' } });
    await app.say('one');
    await app.say('two');
    const [first] = app.shown('final');
    expect(app.texts('final').every((text) => text.includes('turn 1'))).to.equal(true);
    const text = `done\n↩️ \`${first?.view?.face.resumeLine}\``;
    await app.say('three', { replyTo: { messageId: first?.ref.messageId ?? 0, text, ours: true } });
    expect(app.texts('final').at(-1)).to.include('turn 2: three');
  });

  it('queues a reply to a running run behind it, in its conversation', async () => {
    const app = await TestApp.start({ telegram: { sessionMode: 'stateless' } });
    const { engine } = app.world;
    engine.holding = true;
    for (const conversation of ['c1', 'c9']) engine.know(conversation);
    await app.say('one');
    const progress = app.shown('progress')[0];
    await app.say('and also', { replyTo: { messageId: progress?.ref.messageId ?? 0, text: '', ours: true } });
    expect(engine.held).to.have.length(1);
    engine.held[0]?.emit({
      kind: 'started',
      resume: { engine: 'fake', value: 'c9', directory: '/home/ada' },
      meta: {},
    });
    engine.held[0]?.emit({ kind: 'completed', ok: true, answer: 'a', problem: null, usage: null });
    engine.held[0]?.end();
    await settled();
    expect(engine.held[1]?.order.resume?.value).to.equal('c9');
  });

  it('joins quick messages into one prompt that answers both rows', async () => {
    const app = await TestApp.start();
    await app.receive(app.world.message('first'), app.world.message('second'));
    await app.world.time.advance(400);
    expect(app.world.engine.orders.map((order) => order.prompt)).to.deep.equal(['first\n\nsecond']);
    expect(await app.world.inbox.unfinished()).to.deep.equal([]);
  });

  it('reads directives: engine, project and branch', async () => {
    const app = await TestApp.start({ projects });
    await app.say('/other /web @feat do it');
    const [order] = app.world.other.orders;
    expect(order?.prompt).to.equal('do it');
    expect(order?.directory).to.equal('/p/web/.worktrees/feat');
    expect(app.shown('final')[0]?.view?.face.context).to.deep.equal({ project: 'web', branch: 'feat' });
  });

  it('is answered once when Telegram delivers it twice', async () => {
    const app = await TestApp.start();
    const message = app.world.message('once');
    await app.receive(message);
    await app.receive(message);
    await app.world.time.advance(400);
    expect(app.texts('final')).to.have.length(1);
  });

  it('of a stranger leaves no trace, and a stranger’s button is answered', async () => {
    const app = await TestApp.start();
    const stranger = { id: 99, name: 'Eve', isBot: false };
    await app.receive(app.world.message('let me in', { sender: stranger }));
    await app.world.time.advance(400);
    expect(app.world.inbox.rows).to.have.length(0);
    await app.say('[[hang]]');
    const [progress] = app.shown('progress');
    if (progress === undefined) throw new Error('no progress message');
    const press = app.world.press(progress, 'untether:cancel', 99);
    await app.receive(press);
    expect(app.world.bot.channel.answered.get(press.buttonId)).to.be.a('string');
    expect(app.world.engine.live).to.equal(1);
  });

  it('is told as an error with the session kept when the engine fails', async () => {
    const app = await TestApp.start();
    await app.say('[[error:overloaded try later]]');
    expect(app.shown('final')[0]?.view).to.deep.include({ status: 'error' });
    expect((app.shown('final')[0]?.view as FinalView | undefined)?.problem?.message).to.include('try later');
    expect(await app.world.sessions.list('chat:7')).to.have.length(1);
  });

  it('starts a new conversation, and says so, when the engine has lost the old one', async () => {
    const app = await TestApp.start();
    await app.world.sessions.keep('chat:7', { engine: 'fake', value: 'gone', directory: '/home/ada' });
    await app.say('hello');
    expect(app.texts('notice').join()).to.include('new one');
    expect(app.texts('final')[0]).to.include('turn 1: hello');
  });

  it('does not go on in another directory with a conversation that belongs to one', async () => {
    const app = await TestApp.start({ projects });
    await app.say('one');
    await app.say('/web two');
    expect(app.world.engine.orders[1]?.resume).to.equal(null);
    expect(app.world.engine.orders[1]?.directory).to.equal('/p/web');
  });

  it('runs, and is told, also while Telegram takes nothing', async () => {
    const app = await TestApp.start();
    app.world.bot.channel.cut();
    await app.say('work');
    expect(app.world.engine.orders).to.have.length(1);
    expect(await app.world.inbox.unfinished()).to.deep.equal([]);
    expect(await app.world.outgoing.parked()).to.have.length(1);
    app.world.bot.channel.mend();
    await settled();
    expect(app.texts('final')).to.have.length(1);
    // That it started is no news by then.
    expect(app.world.bot.channel.messages.filter(({ kind }) => kind === 'progress')).to.deep.equal([]);
  });

  it('is cancelled by its button: the run stops, the message says so, the conversation stays', async () => {
    const app = await TestApp.start();
    await app.say('[[hang]]');
    const [progress] = app.shown('progress');
    if (progress === undefined) throw new Error('no progress message');
    const press = app.world.press(progress, 'untether:cancel');
    await app.receive(press);
    expect(app.world.bot.channel.answered.get(press.buttonId)).to.match(/Stopping/);
    expect(progress.view).to.deep.include({ status: 'cancelled' });
    expect(progress.view?.face.resumeLine).to.include('--resume');
    expect(progress.buttons).to.deep.equal([]);
    expect(app.world.engine.live).to.equal(0);
    expect(await app.world.inbox.unfinished()).to.deep.equal([]);
    await app.say('go on');
    expect(app.world.engine.orders.at(-1)?.resume).not.to.equal(null);
  });

  it('edits the progress message at most every two seconds, and at each heartbeat', async () => {
    const app = await TestApp.start();
    const { engine, time } = app.world;
    engine.holding = true;
    await app.say('work');
    const [progress] = app.shown('progress');
    const action = (id: number) =>
      ({
        kind: 'action',
        phase: 'completed',
        ok: true,
        action: { id: `${id}`, kind: 'tool', title: `t${id}`, detail: null, exitCode: null },
      }) as const;
    const before = progress?.edits ?? 0;
    for (let n = 0; n < 100; n++) {
      engine.held[0]?.emit(action(n));
      await time.advance(100);
    }
    expect((progress?.edits ?? 0) - before).to.be.within(4, 6);
    expect(progress?.view?.actions.at(-1)?.action.title).to.equal('t99');
    const busy = progress?.edits ?? 0;
    await time.advance(60_000);
    expect((progress?.edits ?? 0) - busy).to.equal(2);
  });

  it('that is only a voice note or a file is answered, and starts nothing', async () => {
    const app = await TestApp.start();
    await app.say('', { attachment: 'voice' });
    expect(app.world.engine.orders).to.have.length(0);
    expect(app.texts('said').at(-1)).to.include('voice');
    await app.say('describe', { attachment: 'photo' });
    expect(app.world.engine.orders).to.have.length(0);
  });

  it('that waited too long while we were away is told, not run; a younger one is run once', async () => {
    const world = new TestWorld();
    const old = world.message('old question');
    await world.time.advance(700_000);
    const young = world.message('young question');
    const app = await TestApp.start({}, world);
    await app.receive(old, young);
    await world.time.advance(2_000);
    expect(world.engine.orders.map((order) => order.prompt)).to.deep.equal(['young question']);
    expect(app.texts('notice').join()).to.include('old question');
    expect(await world.inbox.unfinished()).to.deep.equal([]);
  });

  it('that is one of many from long ago is listed with them in one message, each with a button', async () => {
    const world = new TestWorld();
    const old = Array.from({ length: 7 }, (_, n) => world.message(`question ${n + 1}`));
    const voice = world.message('', { attachment: 'voice' });
    await world.time.advance(700_000);
    const app = await TestApp.start({}, world);
    await app.receive(...old.slice(0, 4), voice);
    await app.receive(...old.slice(4));
    await world.time.advance(2_000);
    const [list, ...more] = app.shown('notice');
    expect(more).to.deep.equal([]);
    expect(list?.text).to.include('These 8 messages').and.to.include('“question 7”').and.to.include('11 min 41 s ago');
    expect(list?.buttons.flat().map(({ label }) => label)).to.deep.equal(
      [1, 2, 3, 4, 6, 7, 8].map((number) => `▶️ ${number}`),
    );
    if (list === undefined) throw new Error('nothing was listed');
    await app.press(list, '▶️ 6');
    expect(world.engine.orders.map((order) => order.prompt)).to.deep.equal(['question 5']);
    expect(list.buttons.flat()).to.have.length(7);
    expect(await world.inbox.unfinished()).to.deep.equal([]);
  });

  it('is told as failed, though nothing can be stored, when the disk gives out before it can begin', async () => {
    const app = await TestApp.start();
    await app.receive(app.world.message('work'));
    app.world.inbox.broken = new Error('disk full');
    await app.world.time.advance(400);
    expect(app.world.engine.orders).to.have.length(0);
    expect(app.shown('final')[0]?.view).to.deep.include({ status: 'error' });
    expect(app.shown('progress')).to.have.length(0);
    expect(app.journal.named('run.crashed')).to.have.length(1);
    app.world.inbox.broken = null;
    await app.say('again');
    expect(app.texts('final')).to.have.length(2);
  });
});
