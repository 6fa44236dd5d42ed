import type { ChatId, RowId } from '../../domain/ids.js';
import type { Inbox } from '../../domain/ports/inbox.js';
import type { TokenSource } from '../../domain/ports/token-source.js';
import { KeyedSerial } from '../concurrency/keyed-serial.js';
import type { RowsInHand } from '../concurrency/rows-in-hand.js';
import type { AdapterHost } from '../hosting/adapter-host.js';
import type { ChatBot, ChatBotSlice } from '../ports/chat/chat-bot.js';
import type { Journal } from '../ports/system/journal.js';

/** What the lanes of chats are built on. */
export interface UpdateLanesTools {
  readonly bots: AdapterHost<ChatBotSlice, ChatBot>;
  readonly inbox: Inbox;
  readonly hands: RowsInHand;
  readonly tokens: TokenSource;
  readonly journal: Journal;
}

/** Handles what comes from one chat in order, and different chats side by side. */
export class UpdateLanes {
  readonly #tools: UpdateLanesTools;
  readonly #lanes = new KeyedSerial<ChatId>();

  constructor(tools: UpdateLanesTools) {
    this.#tools = tools;
  }

  /** Handles rows of a chat when all is handled that came before them. */
  add(chatId: ChatId, rows: readonly RowId[], handle: () => Promise<void>): void {
    const held = () => this.#tools.hands.hold(rows, handle).catch((cause) => this.crashed(chatId, rows, cause));
    void this.#lanes.run(chatId, held).catch(() => undefined);
  }

  /** Whether something of the chat has yet to be handled. */
  isBusy(chatId: ChatId): boolean {
    return this.#lanes.isBusy(chatId);
  }

  /** Resolves when nothing has yet to be handled. */
  idle(): Promise<void> {
    return this.#lanes.idle();
  }

  /** A bug: told with a reference that the log carries too, and not tried again at the next start. */
  async crashed(chatId: ChatId, rows: readonly RowId[], cause: unknown): Promise<void> {
    const { tokens, journal, bots, inbox } = this.#tools;
    const reference = tokens.next();
    journal.record({ name: 'intake.crashed', level: 'error', data: { chat: chatId, rows, reference }, cause });
    const problem = { kind: 'failed' as const, reference };
    void bots.peek()?.channel.say({ chatId, threadId: null }, { problem });
    await inbox.finish(rows, 'dead');
  }
}
