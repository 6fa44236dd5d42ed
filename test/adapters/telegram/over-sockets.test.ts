import { expect } from 'chai';
import { telegramKind } from '../../../src/adapters/telegram/telegram-kind.js';
import type { Alarm } from '../../../src/domain/ports/alarm.js';
import type { Clock } from '../../../src/domain/ports/clock.js';
import { Secret } from '../../../src/domain/secret.js';
import { finalWith } from '../../contracts/chat-channel.contract.js';
import { FreePorts } from '../../faults/free-port.js';
import { FakeChatNews } from '../../support/fakes/fake-chat-news.js';
import { FakeFileVault } from '../../support/fakes/fake-file-vault.js';
import { FakeHearing } from '../../support/fakes/fake-hearing.js';
import { FakeSendPauses } from '../../support/fakes/fake-send-pauses.js';
import { FakeSentMessages } from '../../support/fakes/fake-sent-messages.js';
import { plainChatTexts } from '../../support/fakes/plain-chat-texts.js';
import { TelegramServer } from '../../support/telegram-server/telegram-server.js';
import { RecordingIntake, RecordingJournal, TOKEN } from './telegram-rig.js';

const USER = 7;
const place = { chatId: USER, threadId: null };
/** Waits pass a hundred times as fast; deadlines of calls stay far away. */
const HURRY = 100;

const hurried: Clock & Alarm = {
  now: () => Date.now(),
  monotonicMs: () => performance.now() * HURRY,
  at: () => () => {},
  after: (delayMs, ring) => {
    const timer = setTimeout(ring, delayMs >= 10_000 ? delayMs : delayMs / HURRY);
    return () => clearTimeout(timer);
  },
};

describe('a Telegram bot over real sockets', () => {
  let server: TelegramServer;
  const bots: { close(): Promise<void> }[] = [];
  beforeEach(async () => {
    server = new TelegramServer();
    server.addBot(TOKEN);
    await server.start();
  });
  afterEach(async () => {
    await Promise.all(bots.splice(0).map((bot) => bot.close()));
    await server.stop();
  });

  async function open() {
    const [intake, journal] = [new RecordingIntake(), new RecordingJournal()];
    const hearing = new FakeHearing();
    const [pauses, chats] = [new FakeSendPauses(hurried), new FakeChatNews()];
    const ports = {
      hearing,
      pauses,
      chats,
      sent: new FakeSentMessages(),
      staged: new FakeFileVault(hurried),
      intake,
      journal,
      clock: hurried,
      alarm: hurried,
      tokens: { next: () => '800000000000' },
    };
    const slice = { token: new Secret(TOKEN), apiUrl: server.url, groupChatRps: 1, reactions: true };
    const opened = await telegramKind({ ...ports, texts: plainChatTexts }).open(slice);
    if (!opened.ok) throw new Error(opened.problem.message);
    bots.push(opened.value);
    return { bot: opened.value, intake, journal };
  }

  it('hears a message and a button within its long poll, and answers', async () => {
    const { bot, intake } = await open();
    bot.activate();
    await bot.api.hearing;
    await server.waitFor(() => server.bot(TOKEN).updates.isPolled);
    server.sendText(USER, USER, 'hello');
    await server.waitFor(() => intake.texts.length === 1 && server.bot(TOKEN).updates.isPolled);
    const said = await bot.api.channel.say(place, { markdown: 'hi' }, { buttons: [[{ label: 'Go', data: 'go' }]] });
    server.press(USER, said?.messageId ?? 0, 'go');
    await server.waitFor(() => intake.texts.length === 2 && server.bot(TOKEN).updates.isPolled);
    expect(intake.texts).to.deep.equal(['hello', 'go']);
    await bot.close();
  });

  it('delivers a final and hears again after the server was away', async () => {
    await server.stop();
    const port = await server.start(await new FreePorts().take());
    const { bot, intake } = await open();
    bot.activate();
    await bot.api.hearing;
    await server.stop();
    const settling = bot.api.channel.settle({
      place,
      replyTo: null,
      progress: null,
      view: finalWith('survived'),
      trim: false,
    });
    server.sendText(USER, USER, 'while away');
    await server.start(port);
    expect(await settling).to.include({ kind: 'delivered' });
    await server.waitFor(() => intake.texts.length > 0 && server.bot(TOKEN).updates.pending.length === 0);
    expect(intake.texts).to.deep.equal(['while away']);
    expect(server.chat(USER).visible.filter((one) => one.fromBot)).to.have.length(1);
    await bot.close();
  });

  it('sends a message whose connection was cut after Telegram had it once more, and no more than that', async () => {
    const { bot } = await open();
    server.faults.next('sendMessage', { kind: 'cut' });
    const order = { place, replyTo: null, progress: null, view: finalWith('perhaps twice'), trim: false };
    expect(await bot.api.channel.settle(order)).to.include({ kind: 'delivered' });
    expect(server.chat(USER).visible).to.have.length(2);
    await bot.close();
  });

  it('lets two pollers of one token fight without losing a message', async () => {
    const [first, second] = [await open(), await open()];
    first.bot.activate();
    await server.waitFor(() => server.bot(TOKEN).updates.isPolled);
    second.bot.activate();
    await second.bot.api.hearing;
    await server.waitFor(() => server.calls.some((call) => call.status === 409));
    server.sendText(USER, USER, 'for one of them');
    await server.waitFor(() => server.bot(TOKEN).updates.pending.length === 0);
    await server.waitFor(() => first.intake.texts.length + second.intake.texts.length > 0);
    await Promise.all([first.bot.close(), second.bot.close()]);
    expect([...first.intake.texts, ...second.intake.texts]).to.include('for one of them');
  });

  it('leaves its time to itself: the vendor’s deadlines are switched off', async () => {
    const original = AbortSignal.timeout;
    const asked: number[] = [];
    AbortSignal.timeout = (ms) => {
      asked.push(ms);
      return original.call(AbortSignal, ms);
    };
    try {
      const { bot } = await open();
      bot.activate();
      await server.waitFor(() => server.calls.filter((call) => call.method === 'getUpdates').length === 2);
      await bot.close();
    } finally {
      AbortSignal.timeout = original;
    }
    expect(asked).to.deep.equal([]);
  });

  it('keeps nothing open once closed', async () => {
    const { bot } = await open();
    bot.activate();
    await server.waitFor(() => server.bot(TOKEN).updates.isPolled);
    await bot.close();
    await server.waitFor(() => !server.bot(TOKEN).updates.isPolled);
  });
});
