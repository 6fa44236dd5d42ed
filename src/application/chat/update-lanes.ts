import type { ChatId, RowId } from '../../domain/ids.js';
import { PendingWork } from '../../domain/pending-work.js';
import type { Inbox } from '../../domain/ports/inbox.js';
import type { TokenSource } from '../../domain/ports/token-source.js';
import { KeyedSerial } from '../concurrency/keyed-serial.js';
import type { RowsInHand } from '../concurrency/rows-in-hand.js';
import type { Turn } from '../concurrency/turn.js';
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

/**
 * Handles what comes from one chat in order, and different chats side by side. What was said in reply may still wait for
 * Telegram when the next update is handled: a press must not wait for it.
 */
export class UpdateLanes {
  readonly #tools: UpdateLanesTools;
  readonly #lanes = new KeyedSerial<ChatId>();
  readonly #underway = new PendingWork();
  /** Rows of each chat whose work is done, and whose replies wait. */
  readonly #acted = new Map<ChatId, Set<RowId>>();

  constructor(tools: UpdateLanesTools) {
    this.#tools = tools;
  }

  /** Handles rows of a chat when all is handled that came before them. */
  add(chatId: ChatId, rows: readonly RowId[], handle: (turn: Turn) => Promise<void>): void {
    void this.#lanes.run(chatId, async () => {
      await this.#endActed(chatId);
      const over = Promise.withResolvers<void>();
      const said = <T>(telling: Promise<T>, acted: readonly RowId[] = []) => {
        if (acted.length > 0) this.#noteActed(chatId, acted, telling);
        over.resolve();
        return telling;
      };
      const held = this.#tools.hands.hold(rows, () => handle({ said }));
      const handled = held.catch((cause) => this.crashed(chatId, rows, cause)).catch(() => undefined);
      void this.#underway.add(handled).then(over.resolve);
      return over.promise;
    });
  }

  /** Whether something of the chat has yet to be handled. */
  isBusy(chatId: ChatId): boolean {
    return this.#lanes.isBusy(chatId);
  }

  /** Resolves when nothing has yet to be handled, and what was said about it is there. */
  async idle(): Promise<void> {
    await this.#lanes.idle();
    await this.#underway.idle();
  }

  #noteActed(chatId: ChatId, rows: readonly RowId[], telling: Promise<unknown>): void {
    const acted = this.#acted.get(chatId) ?? new Set();
    this.#acted.set(chatId, acted);
    for (const row of rows) acted.add(row);
    const told = () => {
      for (const row of rows) acted.delete(row);
      if (acted.size === 0 && this.#acted.get(chatId) === acted) this.#acted.delete(chatId);
    };
    void telling.then(told, told);
  }

  /** What the disk refuses now ends with its reply. */
  async #endActed(chatId: ChatId): Promise<void> {
    const rows = [...(this.#acted.get(chatId) ?? [])];
    this.#acted.delete(chatId);
    if (rows.length > 0) await this.#tools.inbox.finish(rows, 'done').catch(() => undefined);
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
