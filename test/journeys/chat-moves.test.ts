import { expect } from 'chai';
import { BotApiChat } from '../support/bot-api-chat.js';

const GROUP = -5;
const SUPERGROUP = -1_000_000_000_005;
const project = {
  ...{ alias: 'web', name: 'Web', path: '/p/web', worktreesDirectory: '/p/web/.worktrees' },
  ...{ worktreeBase: null, defaultEngine: null, chatId: GROUP },
};
const change = { telegram: { chatId: 7, allowedUserIds: [7, 8] }, projects: [project] };

async function moved(): Promise<BotApiChat> {
  const chat = await BotApiChat.start(change, (server) => {
    server.addChat(GROUP, { kind: 'group', members: [7, 8], administrators: [7] });
  });
  await chat.write(GROUP, 'begin');
  await chat.write(GROUP, '/agent other');
  chat.server.migrate(GROUP, SUPERGROUP);
  return chat;
}

afterEach(() => BotApiChat.closeAll());

describe('a group that becomes a supergroup', () => {
  for (const [how, tell] of [
    ['the last message of the group', (chat: BotApiChat) => chat.tell(GROUP, { migrate_to_chat_id: SUPERGROUP })],
    ['the first of the supergroup', (chat: BotApiChat) => chat.tell(SUPERGROUP, { migrate_from_chat_id: GROUP })],
  ] as const) {
    it(`lets its people in as before, in their project, their choices and conversations: ${how}`, async () => {
      const chat = await moved();
      await tell(chat);
      await chat.write(SUPERGROUP, '/fake more');
      const order = chat.world.engine.orders.at(-1);
      expect(order?.directory).to.equal('/p/web');
      expect(order?.resume?.value).to.equal('conversation-1');
      await chat.write(SUPERGROUP, 'and this');
      expect(chat.world.other.orders.map(({ directory }) => directory)).to.deep.equal(['/p/web']);
      await chat.write(SUPERGROUP, 'hello', { from: 99 });
      expect(chat.world.engine.orders).to.have.length(2);
    });
  }

  it('sees and cancels there what was begun and scheduled before', async () => {
    const chat = await BotApiChat.start(change, (server) => {
      server.addChat(GROUP, { kind: 'group', members: [7, 8], administrators: [7] });
    });
    chat.world.engine.holding = true;
    await chat.write(GROUP, '/at 5h water the plants');
    await chat.write(GROUP, '/at 6h cut the grass');
    await chat.write(GROUP, 'begin');
    chat.server.migrate(GROUP, SUPERGROUP);
    await chat.tell(GROUP, { migrate_to_chat_id: SUPERGROUP });
    await chat.write(SUPERGROUP, '/status');
    const list = chat.last(SUPERGROUP, 'Scheduled');
    expect(list.now.text).to.match(/Running.*begin.*water the plants.*cut the grass/s);
    expect(list.now.text).not.to.include('another');
    await chat.write(SUPERGROUP, '/at cancel 1');
    expect(chat.last(SUPERGROUP, 'Cancelled').now.text).to.include('#1');
    await chat.write(SUPERGROUP, '/at list');
    expect(chat.last(SUPERGROUP, 'Scheduled in this chat').now.text)
      .to.include('cut the grass')
      .and.not.to.include('plants');
    await chat.write(SUPERGROUP, '/cancel');
    await chat.pass(10_000);
    await chat.write(SUPERGROUP, '/status');
    expect(chat.last(SUPERGROUP, 'Scheduled').now.text).not.to.include('Running');
  });

  it('can still answer what an agent asked before', async () => {
    const chat = await BotApiChat.start(change, (server) => {
      server.addChat(GROUP, { kind: 'group', members: [7, 8], administrators: [7] });
    });
    const { engine } = chat.world;
    engine.holding = true;
    await chat.write(GROUP, 'begin');
    const options = [{ label: 'Red', description: null }];
    const request = { kind: 'questions', id: 'q', questions: [{ text: 'Which?', options, many: false }] } as const;
    const resume = { engine: 'fake', value: 'c1', directory: '/p/web' };
    engine.held.at(-1)?.emit({ kind: 'started', resume, meta: {} }, { kind: 'asked', request });
    await chat.pass(2_000);
    chat.server.migrate(GROUP, SUPERGROUP);
    await chat.tell(GROUP, { migrate_to_chat_id: SUPERGROUP });
    await chat.write(SUPERGROUP, 'blue');
    const words = engine.held.at(-1)?.words ?? [];
    expect(words).to.deep.equal([{ kind: 'answer', request: 'q', answer: { kind: 'answers', answers: ['blue'] } }]);
    expect(chat.world.engine.orders).to.have.length(1);
  });

  it('goes on with what was asked for before, and what that says of its conversation', async () => {
    const chat = await BotApiChat.start(change, (server) => {
      server.addChat(GROUP, { kind: 'group', members: [7, 8], administrators: [7] });
    });
    await chat.write(GROUP, 'begin');
    const { engine } = chat.world;
    engine.know('conversation-2');
    engine.holding = true;
    await chat.write(GROUP, 'at work');
    await chat.write(GROUP, 'waits');
    chat.server.migrate(GROUP, SUPERGROUP);
    await chat.tell(GROUP, { migrate_to_chat_id: SUPERGROUP });
    const resume = { engine: 'fake', value: 'conversation-1', directory: '/p/web' };
    const end = async (value: string) => {
      const run = engine.held.at(-1);
      run?.emit({ kind: 'started', resume: { ...resume, value }, meta: {} });
      run?.emit({ kind: 'completed', ok: true, answer: 'done', problem: null, usage: null });
      run?.end();
      await chat.pass(3_000);
    };
    await end('conversation-1');
    expect(engine.orders.at(-1)).to.deep.include({ prompt: 'waits', resume });
    await end('conversation-2');
    await chat.write(SUPERGROUP, 'more');
    expect(engine.orders.at(-1)?.resume?.value).to.equal('conversation-2');
  });

  it('is known by the answer to a call, and after a restart', async () => {
    const chat = await moved();
    // A message to the group is refused with its new id.
    chat.server.push('4000:fake', {
      message: {
        ...{ message_id: 900, date: chat.world.time.now() / 1_000, chat: chat.server.wireChat(GROUP), text: '/ping' },
        from: { id: 7, is_bot: false, first_name: 'Ada' },
      },
    });
    await chat.pass(20_000);
    expect(chat.said(SUPERGROUP).some(({ now }) => now.text.includes('pong'))).to.equal(true);
    await chat.restart(change);
    await chat.write(SUPERGROUP, '/fake more');
    expect(chat.world.engine.orders.at(-1)?.resume?.value).to.equal('conversation-1');
  });

  it('is written into the file by a button, of whoever may', async () => {
    const chat = await moved();
    chat.world.configText.text = `projects.Web.chat_id = ${GROUP}\n`;
    await chat.tell(GROUP, { migrate_to_chat_id: SUPERGROUP });
    const notice = chat.last(7, 'has become a supergroup');
    expect(notice.now.text).to.include('projects.Web.chat_id').and.to.include(`${SUPERGROUP}`);
    expect(notice.now.buttons.flat().every(({ data }) => Buffer.byteLength(data) <= 64)).to.equal(true);
    expect(await chat.press(notice, 'Write it')).to.equal('Written');
    expect(chat.world.configText.text).to.equal(`projects.Web.chat_id = ${SUPERGROUP}\n`);
    expect(chat.last(7, 'has the new id').messageId).to.equal(notice.messageId);
  });

  it('is written by nobody else, and for no move that Telegram did not tell of', async () => {
    const chat = await moved();
    chat.world.configText.text = `projects.Web.chat_id = ${GROUP}\n`;
    await chat.tell(GROUP, { migrate_to_chat_id: SUPERGROUP });
    const notice = chat.last(7, 'has become a supergroup');
    const data = notice.now.buttons[0]?.[0]?.data ?? '';
    const ping = await chat.write(SUPERGROUP, '/ping', { from: 8 });
    expect(ping.chatId).to.equal(SUPERGROUP);
    const answer = chat.said(SUPERGROUP).at(-1);
    chat.server.forgePress(SUPERGROUP, answer?.messageId ?? 0, data, 8);
    chat.server.forgePress(7, 99_999, `moved-chat:${GROUP}:-1000000000666`, 7);
    await chat.pass(2_000);
    expect(chat.world.configText.text).to.equal(`projects.Web.chat_id = ${GROUP}\n`);
  });

  it('of which nobody may know moves nobody', async () => {
    const chat = await moved();
    await chat.tell(-77, { migrate_to_chat_id: -1_000_000_000_077 }).catch(() => undefined);
    chat.server.addChat(-1_000_000_000_077);
    await chat.write(-1_000_000_000_077, 'hello');
    expect(chat.world.engine.orders).to.have.length(1);
  });
});

describe('a chat in which the bot was not wanted for a while', () => {
  it('is heard as before once it lets the bot in again', async () => {
    const chat = await BotApiChat.start(change, (server) => {
      server.addChat(GROUP, { kind: 'group', members: [7, 8] });
    });
    await chat.write(GROUP, 'begin');
    const facts = chat.server.world.chat(GROUP)?.facts;
    if (facts === undefined) throw new Error('no group');
    chat.server.push('4000:fake', { my_chat_member: { chat: { id: GROUP, type: 'group' }, date: 1 } });
    facts.closed = 'bot was kicked from the group chat';
    await chat.write(GROUP, 'while away');
    expect(await chat.world.chatStore.unreachable()).to.have.length(1);
    facts.closed = null;
    chat.server.push('4000:fake', { my_chat_member: { chat: { id: GROUP, type: 'group' }, date: 2 } });
    await chat.tell(GROUP, { new_chat_members: [{ id: 4_000, is_bot: true, first_name: 'bot' }] });
    await chat.write(GROUP, 'more');
    await chat.pass(20_000);
    expect(chat.last(GROUP, 'more').now.text).to.include('more');
    expect(chat.world.engine.orders.at(-1)?.resume?.value).to.equal('conversation-1');
    expect(await chat.world.chatStore.unreachable()).to.deep.equal([]);
  });
});
