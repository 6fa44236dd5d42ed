import type { SendPause, SendPauses } from '../../application/ports/chat/send-pauses.js';
import type { Clock } from '../../domain/ports/clock.js';
import type { Database, Statement } from './database/database.js';
import type { WriteQueue } from './database/write-queue.js';

/** What stands for all chats in the table; no chat has this id. */
const ALL_CHATS = 0;

/** Pauses as a table. */
export class SqliteSendPauses implements SendPauses {
  readonly #queue: WriteQueue;
  readonly #clock: Clock;
  readonly #keep: Statement;
  readonly #forget: Statement;
  readonly #of: Statement;

  constructor(db: Database, queue: WriteQueue, clock: Clock) {
    this.#queue = queue;
    this.#clock = clock;
    this.#keep = db.prepare(
      `INSERT INTO send_pause (bot, chat, until, duration) VALUES (?, ?, ?, ?)
       ON CONFLICT (bot, chat) DO UPDATE SET until = excluded.until, duration = excluded.duration`,
    );
    this.#forget = db.prepare('DELETE FROM send_pause WHERE until <= ?');
    this.#of = db.prepare('SELECT chat, until, duration FROM send_pause WHERE bot = ? AND until > ? ORDER BY chat');
  }

  note(bot: number, { chatId, until, forMs }: SendPause): Promise<void> {
    return this.#queue.write(() => {
      this.#forget.run(this.#clock.now());
      this.#keep.run(bot, chatId ?? ALL_CHATS, until, forMs);
    });
  }

  of(bot: number): Promise<readonly SendPause[]> {
    return this.#queue.read(() =>
      this.#of.all(bot, this.#clock.now()).map((row) => ({
        chatId: row['chat'] === ALL_CHATS ? null : Number(row['chat']),
        until: Number(row['until']),
        forMs: Number(row['duration']),
      })),
    );
  }
}
