import { expect } from 'chai';
import { T } from '../../src/composition/wiring/tokens.js';
import { TestApp, TestWorld } from '../support/app.js';
import type { ConfigChange } from '../support/builders/app-config.js';
import { TelegramServer } from '../support/telegram-server/telegram-server.js';

const TOKEN = '4000:fake';
const USER = 7;
const GROUP = -100_200;
const DAY_MS = 86_400_000;
const PROJECT = {
  alias: 'app',
  name: 'App',
  path: '/app',
  worktreesDirectory: '/app/.worktrees',
  worktreeBase: null,
  defaultEngine: null,
  chatId: GROUP,
};
const CONFIG: ConfigChange = { telegram: { reactions: false }, projects: [PROJECT] };

/** The application over the loopback Bot API. */
async function begin(world = new TestWorld(), server = new TelegramServer({ now: () => world.time.now() })) {
  if (world.botApi === null) {
    server.addBot(TOKEN);
    server.addUser(USER, 'Ada');
    server.addChat(GROUP, { kind: 'supergroup', members: [USER], administrators: [USER] });
    world.botApi = server.fetch;
  }
  const app = await TestApp.start(CONFIG, world);
  return { world, server, app };
}

type Stage = Awaited<ReturnType<typeof begin>>;

const texts = (server: TelegramServer, chatId: number) =>
  server
    .chat(chatId)
    .visible.filter(({ fromBot }) => fromBot)
    .map(({ now }) => now.text);

function open(server: TelegramServer, chatId: number): void {
  const chat = server.world.chat(chatId);
  if (chat !== undefined) chat.facts.closed = null;
}

/** Closes the chat while a run is going on in it, and lets that end. */
async function cutOff({ world, server }: Stage, chatId: number, answer: string, reason?: string): Promise<void> {
  world.engine.holding = true;
  server.sendText(chatId, USER, 'go', { bot: TOKEN });
  await world.time.advance(3_000);
  server.block(chatId, reason);
  const run = world.engine.held.at(-1);
  run?.emit({ kind: 'completed', ok: true, answer, problem: null, usage: null });
  run?.end();
  await world.time.advance(5_000);
  world.engine.holding = false;
}

describe('an answer that meets a closed door', () => {
  it('is sent once the person has let the bot in again, and the progress message is gone', async () => {
    const stage = await begin();
    const { world, server } = stage;
    await cutOff(stage, USER, 'the cart is fixed');
    expect(stage.app.journal.named('final.kept')).to.have.length(1);
    expect(await world.outgoing.parked()).to.deep.equal([]);
    server.letIn(USER);
    await world.time.advance(10_000);
    expect(texts(server, USER).slice(1)).to.deep.equal(['done: the cart is fixed']);
    expect(await world.keptFinals.chats()).to.deep.equal([]);
    expect(await world.chatStore.unreachable()).to.deep.equal([]);
    await stage.app.stop();
  });

  it('is sent when somebody writes there, also after a restart', async () => {
    const stage = await begin();
    const { world, server } = stage;
    await cutOff(stage, GROUP, 'for the group', 'bot was kicked from the supergroup chat');
    await stage.app.stop();
    const again = await begin(world, server);
    await world.time.advance(60_000);
    const told = () => texts(server, GROUP).filter((text) => text.includes('for the group'));
    expect(told()).to.deep.equal([]);
    open(server, GROUP);
    server.sendText(GROUP, USER, 'are you there?', { bot: TOKEN });
    await world.time.advance(60_000);
    expect(told()).to.have.length(1);
    await again.app.stop();
  });

  it('is kept again, at the cost of a call, where the door is still shut', async () => {
    const stage = await begin();
    const { world, server } = stage;
    for (const answer of ['one', 'two', 'three']) {
      await cutOff(stage, USER, answer);
      if (answer !== 'three') open(server, USER);
    }
    const calls = () => server.calls.filter(({ method }) => method === 'sendMessage').length;
    const before = calls();
    const change = { chat: { id: USER, type: 'private' }, new_chat_member: { status: 'member' } };
    server.push(TOKEN, { my_chat_member: change });
    await world.time.advance(70_000);
    expect(calls() - before).to.be.within(1, 2);
    server.letIn(USER);
    await world.time.advance(70_000);
    for (const answer of ['one', 'two', 'three']) {
      expect(texts(server, USER).filter((text) => text === `done: ${answer}`)).to.have.length(1);
    }
    await stage.app.stop();
  });

  it('is one of at most twenty, and a button brings the older ones', async () => {
    const world = new TestWorld();
    const app = await TestApp.start({}, world);
    const news = app.application.get(T.followChats);
    world.bot.channel.gone.add(USER);
    for (let n = 1; n <= 25; n++) {
      news.unreachable(USER, '403 Forbidden');
      await app.say(`[[say:answer ${n}]]`);
    }
    expect(app.shown('final')).to.have.length(0);
    world.bot.channel.gone.delete(USER);
    news.reached(USER);
    await world.time.advance(5_000);
    const told = () => app.texts('final').map((text) => text.replace('done: ', ''));
    expect(told()).to.deep.equal(Array.from({ length: 20 }, (_, n) => `answer ${n + 6}`));
    const notice = app.shown('notice').at(-1);
    if (notice === undefined) throw new Error('nothing was said of the others');
    expect(notice.text).to.include('5 older answers');
    await app.press(notice, 'Show them');
    expect(told().slice(20)).to.deep.equal(['answer 1', 'answer 2', 'answer 3', 'answer 4', 'answer 5']);
    await app.stop();
  });

  it('is forgotten after a week, with a line in the log', async () => {
    const world = new TestWorld();
    const app = await TestApp.start({}, world);
    world.bot.channel.gone.add(USER);
    app.application.get(T.followChats).unreachable(USER, '403 Forbidden');
    await app.say('[[say:old]]');
    await world.time.advance(6 * DAY_MS);
    expect(await world.keptFinals.chats()).to.deep.equal([USER]);
    await world.time.advance(2 * DAY_MS);
    expect(await world.keptFinals.chats()).to.deep.equal([]);
    expect(app.journal.named('final.forgotten').map(({ data }) => data)).to.deep.equal([{ count: 1 }]);
    await app.stop();
  });

  it('stays in the outbox for the next process where the disk refuses to keep it', async () => {
    const world = new TestWorld();
    const app = await TestApp.start({}, world);
    world.bot.channel.gone.add(USER);
    world.keptFinals.broken = new Error('disk full');
    app.application.get(T.followChats).unreachable(USER, '403 Forbidden');
    await app.say('[[say:still here]]');
    expect(await world.outgoing.parked()).to.have.length(1);
    app.crash();
    world.bot = world.anotherBot();
    const again = await TestApp.start({}, world);
    await world.time.advance(5_000);
    expect(again.texts('final').at(-1)).to.equal('done: still here');
    await again.stop();
  });

  it('waits for the supergroup that its group has become, and asks Telegram no more than once until then', async () => {
    const stage = await begin();
    const { world, server } = stage;
    const present = -100_999;
    server.migrate(GROUP, present);
    server.sendText(GROUP, USER, 'first', { bot: TOKEN });
    await world.time.advance(5_000);
    world.engine.holding = true;
    server.sendText(GROUP, USER, 'go', { bot: TOKEN });
    await world.time.advance(3_000);
    server.block(present, 'bot was kicked from the supergroup chat');
    const run = world.engine.held.at(-1);
    run?.emit({ kind: 'completed', ok: true, answer: 'told there', problem: null, usage: null });
    run?.end();
    const calls = () => server.calls.filter(({ method }) => method === 'sendMessage').length;
    const before = calls();
    await world.time.advance(60_000);
    expect(calls() - before).to.equal(1);
    expect(await world.keptFinals.chats()).to.deep.equal([present]);
    server.letIn(present);
    await world.time.advance(10_000);
    expect(texts(server, present).filter((text) => text === 'done: told there')).to.have.length(1);
    await stage.app.stop();
  });

  it('follows a group that became a supergroup meanwhile', async () => {
    const stage = await begin();
    const { world, server } = stage;
    await cutOff(stage, GROUP, 'moved along', 'bot was kicked from the group chat');
    server.migrate(GROUP, -100_999);
    open(server, GROUP);
    const moved = { message_id: 90, date: 0, chat: { id: GROUP, type: 'group' }, migrate_to_chat_id: -100_999 };
    server.push(TOKEN, { message: moved });
    await world.time.advance(30_000);
    expect(texts(server, -100_999).filter((text) => text === 'done: moved along')).to.have.length(1);
    await stage.app.stop();
  });
});
