import { setTimeout as delay } from 'node:timers';
import { telegramKind } from '../../src/adapters/telegram/telegram-kind.js';
import type { Alarm } from '../../src/domain/ports/alarm.js';
import type { Clock } from '../../src/domain/ports/clock.js';
import { Secret } from '../../src/domain/secret.js';
import { FakeChatChannel } from '../support/fakes/fake-chat-channel.js';
import { FakeChatNews } from '../support/fakes/fake-chat-news.js';
import { FakeFileVault } from '../support/fakes/fake-file-vault.js';
import { FakeHearing } from '../support/fakes/fake-hearing.js';
import { FakeSendPauses } from '../support/fakes/fake-send-pauses.js';
import { FakeSentMessages } from '../support/fakes/fake-sent-messages.js';
import { settled } from '../support/fakes/fake-time.js';
import { plainChatTexts } from '../support/fakes/plain-chat-texts.js';
import { TelegramServer } from '../support/telegram-server/telegram-server.js';
import { type ChatStage, chatChannelContract, type SeenMessage } from './chat-channel.contract.js';

const USER = 7;
const GROUP = -100_200;
const ADMINISTRATOR = 8;
const TOKEN = '4000:AAcontract';
const place = { chatId: USER, threadId: null };
const group = { place: { chatId: GROUP, threadId: null }, administrator: ADMINISTRATOR, member: USER };

const realTime: Clock & Alarm = {
  now: () => Date.now(),
  monotonicMs: () => performance.now(),
  at: (instant, ring) => realTime.after(instant - Date.now(), ring),
  after: (delayMs, ring) => {
    const timer = delay(ring, delayMs);
    return () => clearTimeout(timer);
  },
};

chatChannelContract('fake', async (): Promise<ChatStage> => {
  const channel = new FakeChatChannel();
  channel.administrators.set(GROUP, new Set([ADMINISTRATOR]));
  let presses = 0;
  const seen = (chatId: number): SeenMessage[] =>
    channel.visible(chatId).map(({ ref, text, buttons, replyTo, silent }) => ({
      messageId: ref.messageId,
      text,
      buttons: buttons.map((row) => row.map((button) => button.data)),
      replyTo,
      silent,
    }));
  return {
    channel,
    place,
    group,
    question: 1,
    seen,
    press: () => `${++presses}`,
    toast: (buttonId) => channel.answered.get(buttonId),
    menu: () => channel.menu.map((command) => command.name),
    block: () => void channel.gone.add(USER),
    quiet: settled,
    close: async () => {},
  };
});

chatChannelContract('Telegram over the loopback Bot API', async (): Promise<ChatStage> => {
  const server = new TelegramServer();
  const account = server.addBot(TOKEN);
  server.addChat(GROUP, { kind: 'supergroup', administrators: [ADMINISTRATOR], members: [USER] });
  await server.start();
  const fast = { perSecond: 1_000, burst: 100 };
  const opened = await telegramKind({
    intake: { accept: async () => {} },
    hearing: new FakeHearing(),
    clock: realTime,
    alarm: realTime,
    journal: { record: () => {} },
    tokens: { next: () => '800000000000' },
    texts: plainChatTexts,
    pauses: new FakeSendPauses(realTime),
    chats: new FakeChatNews(),
    sent: new FakeSentMessages(),
    staged: new FakeFileVault(realTime),
    limitsFor: () => ({ privateChat: fast, group: fast, allChats: fast, concurrency: 16 }),
  }).open({ token: new Secret(TOKEN), apiUrl: server.url, groupChatRps: 1, reactions: true });
  if (!opened.ok) throw new Error(opened.problem.message);
  const bot = opened.value;
  const question = server.sendText(USER, USER, 'a question').messageId;
  const seen = (chatId: number): SeenMessage[] =>
    server
      .chat(chatId)
      .visible.filter((message) => message.fromBot)
      .map(({ messageId, now, replyTo, silent }) => ({
        messageId,
        text: now.text,
        buttons: now.buttons.map((row) => row.map((button) => button.data)),
        replyTo,
        silent,
      }));
  return {
    channel: bot.api.channel,
    place,
    group,
    question,
    seen,
    press: (message, data) => server.press(message.chatId, message.messageId, data),
    toast: (buttonId) => account.answeredButtons.get(buttonId),
    menu: () => account.menu.map((command) => (command as { command: string }).command),
    block: () => server.block(USER),
    quiet: async () => void (await bot.api.flush(5_000)),
    close: async () => {
      await bot.close();
      await server.stop();
    },
  };
});
