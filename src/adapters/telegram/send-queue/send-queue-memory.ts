import type { ChatNews } from '../../../application/ports/chat/chat-news.js';
import type { ChatMove } from '../../../application/ports/chat/chat-store.js';
import type { SendPauses } from '../../../application/ports/chat/send-pauses.js';
import type { Journal } from '../../../application/ports/system/journal.js';
import type { ChatId } from '../../../domain/ids.js';
import type { Clock } from '../../../domain/ports/clock.js';

/** What an outbox begins with: where chats are now, and which of them (`null`: all) are to be left alone for how long. */
export interface Remembered {
  readonly moves: readonly ChatMove[];
  readonly pauses: readonly { readonly chatId: ChatId | null; readonly forMs: number }[];
}

/** What an outbox's memory is made of; `bot` is the bot's user id. */
export interface OutboxMemoryDeps {
  readonly bot: number;
  readonly pauses: SendPauses;
  readonly chats: ChatNews;
  readonly clock: Clock;
  readonly journal: Journal;
}

/** What the outbox of a bot learns and the next process must know too. Nothing here fails: without a disk it forgets. */
export class SendQueueMemory {
  readonly #deps: OutboxMemoryDeps;

  constructor(deps: OutboxMemoryDeps) {
    this.#deps = deps;
  }

  /** What earlier processes learnt. A pause never lasts longer than it was to last, whatever the wall clock says now. */
  async recall(): Promise<Remembered> {
    const { bot, pauses, chats, clock } = this.#deps;
    const moves = await chats.moves();
    try {
      const now = clock.now();
      const kept = await pauses.of(bot);
      return {
        moves,
        pauses: kept.map(({ chatId, until, forMs }) => ({ chatId, forMs: Math.min(until - now, forMs) })),
      };
    } catch (cause) {
      this.#lost(cause);
      return { moves, pauses: [] };
    }
  }

  /** The chat (`null`: every chat) wants silence for so long from now on. */
  paused(chatId: ChatId | null, forMs: number): void {
    const { bot, pauses, clock } = this.#deps;
    void pauses.note(bot, { chatId, until: clock.now() + forMs, forMs }).catch((cause) => this.#lost(cause));
  }

  /** The group has another id now. */
  moved(move: ChatMove): void {
    this.#deps.chats.moved(move);
  }

  #lost(cause: unknown): void {
    this.#deps.journal.record({ name: 'telegram.pauses-unknown', level: 'warn', cause });
  }
}
