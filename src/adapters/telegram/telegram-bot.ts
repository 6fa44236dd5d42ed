import type { Running } from '../../application/hosting/adapter-kind.js';
import type { ChatBot, ChatBotSlice } from '../../application/ports/chat/chat-bot.js';
import type { ChatNews } from '../../application/ports/chat/chat-news.js';
import type { ConnectivityListener } from '../../application/ports/chat/connectivity-listener.js';
import type { MessageSubject } from '../../application/ports/chat/message-store.js';
import type { SendPauses } from '../../application/ports/chat/send-pauses.js';
import type { SentMessages } from '../../application/ports/chat/sent-messages.js';
import type { HeldLock } from '../../application/ports/system/instance-lock.js';
import type { Journal } from '../../application/ports/system/journal.js';
import type { StagedContent } from '../../application/ports/system/staged-content.js';
import type { UpdateIntake } from '../../domain/chat/inbound.js';
import type { MessageRef } from '../../domain/ids.js';
import type { Alarm } from '../../domain/ports/alarm.js';
import type { Clock } from '../../domain/ports/clock.js';
import type { TokenSource } from '../../domain/ports/token-source.js';
import type { BotCalls } from './calls/bot-calls.js';
import { DirectCalls } from './calls/direct-calls.js';
import type { FileCalls } from './calls/file-calls.js';
import { Poller, type PollListener } from './poll/poller.js';
import type { SendLimits } from './send-queue/send-limits.js';
import { SendQueue } from './send-queue/send-queue.js';
import type { Remembered, SendQueueMemory } from './send-queue/send-queue-memory.js';
import { TelegramChatChannel } from './telegram-chat-channel.js';
import type { ChatTexts } from './text/chat-texts.js';

/** How long the last calls may take when the program ends: Telegram's answer saves a message from being sent twice. */
const LAST_CALLS_MS = 1_000;

/** What a bot works with. */
export interface TelegramBotDeps {
  readonly intake: UpdateIntake;
  readonly hearing: ConnectivityListener;
  readonly clock: Clock;
  readonly alarm: Alarm;
  readonly tokens: TokenSource;
  readonly journal: Journal;
  readonly texts: ChatTexts;
  readonly pauses: SendPauses;
  readonly chats: ChatNews;
  readonly sent: SentMessages;
  readonly staged: StagedContent;
}

/** A bot that is logged in: its poller, its outbox and the lock on its token. */
export class TelegramBot implements Running<ChatBotSlice, ChatBot> {
  readonly api: ChatBot;
  readonly died: Promise<unknown>;
  readonly #calls: BotCalls;
  readonly #files: FileCalls;
  readonly #poller: Poller;
  readonly #outbox: SendQueue;
  readonly #channel: TelegramChatChannel;
  readonly #limitsFor: (groupChatRps: number) => SendLimits;
  readonly #lock: HeldLock | null;
  #closed = false;

  constructor(
    deps: TelegramBotDeps,
    bot: {
      readonly me: { readonly id: number; readonly username: string };
      readonly calls: BotCalls;
      readonly files: FileCalls;
      readonly groupChatRps: number;
      readonly reactions: boolean;
      readonly limitsFor: (groupChatRps: number) => SendLimits;
      readonly lock: HeldLock | null;
      readonly memory: SendQueueMemory;
      readonly remembered: Remembered;
    },
  ) {
    const { calls, files, me, memory, remembered } = bot;
    [this.#calls, this.#files] = [calls, files];
    this.#limitsFor = bot.limitsFor;
    this.#lock = bot.lock;
    const listener: PollListener = {
      failed: (failure) => deps.hearing.failed(this.api, failure),
      heard: (arrived, again) => {
        deps.hearing.heard(this.api, arrived);
        if (again) this.#outbox.retryNow();
      },
    };
    const poller = new Poller({ ...deps, calls, bot: me.id, listener });
    const outbox = new SendQueue({ ...deps, memory }, bot.limitsFor(bot.groupChatRps), remembered);
    const direct = new DirectCalls({ ...deps, calls, flooded: (ms) => outbox.blockAll(ms) });
    const sent = (message: MessageRef, subject: MessageSubject | null) =>
      deps.sent.sent({ bot: me.id, ...message, subject });
    const channel = new TelegramChatChannel({ ...deps, calls, sent, outbox, direct }, bot.reactions);
    [this.#poller, this.#outbox, this.#channel, this.died] = [poller, outbox, channel, poller.died];
    this.api = {
      ...me,
      channel,
      files,
      health: () => poller.health,
      queued: () => outbox.depth,
      hearing: poller.hearing,
      flush: (timeoutMs) => outbox.flush(timeoutMs),
      finish: async () => {
        outbox.close();
        await outbox.flush(LAST_CALLS_MS);
      },
    };
  }

  activate(): void {
    if (!this.#closed) this.#poller.start();
  }

  retune(slice: ChatBotSlice): void {
    this.#outbox.retune(this.#limitsFor(slice.groupChatRps));
    this.#channel.reacts = slice.reactions;
  }

  async quiesce(): Promise<void> {
    await this.#poller.stop();
    await this.#outbox.idle();
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    this.#files.close();
    this.#calls.close();
    this.#outbox.close();
    await this.#poller.stop();
    this.#lock?.release();
  }
}
