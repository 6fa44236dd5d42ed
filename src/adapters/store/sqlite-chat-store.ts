import type { ChatMove, ChatStore, UnreachableChat } from '../../application/ports/chat/chat-store.js';
import type { ChatId } from '../../domain/ids.js';
import type { Clock } from '../../domain/ports/clock.js';
import type { Database, Statement } from './database/database.js';
import type { WriteQueue } from './database/write-queue.js';

/** What has become of chats as two tables. */
export class SqliteChatStore implements ChatStore {
  readonly #queue: WriteQueue;
  readonly #clock: Clock;
  readonly #follow: Statement;
  readonly #move: Statement;
  readonly #comeBack: Statement;
  readonly #moves: Statement;
  readonly #undelivered: Statement;
  readonly #reached: Statement;
  readonly #unreachable: Statement;

  constructor(db: Database, queue: WriteQueue, clock: Clock) {
    this.#queue = queue;
    this.#clock = clock;
    this.#follow = db.prepare('UPDATE moved_chat SET moved_to = ?2 WHERE moved_to = ?1');
    this.#move = db.prepare(
      `INSERT INTO moved_chat (chat, moved_to) VALUES (?1, ?2)
       ON CONFLICT (chat) DO UPDATE SET moved_to = excluded.moved_to`,
    );
    this.#comeBack = db.prepare('DELETE FROM moved_chat WHERE chat = moved_to');
    this.#moves = db.prepare('SELECT chat, moved_to FROM moved_chat ORDER BY chat');
    this.#undelivered = db.prepare(
      `INSERT INTO unreachable_chat (chat, since, reason, undelivered) VALUES (?, ?, ?, 1)
       ON CONFLICT (chat) DO UPDATE SET reason = excluded.reason, undelivered = undelivered + 1`,
    );
    this.#reached = db.prepare('DELETE FROM unreachable_chat WHERE chat = ?');
    this.#unreachable = db.prepare('SELECT chat, since, reason, undelivered FROM unreachable_chat ORDER BY chat');
  }

  moved({ from, to }: ChatMove): Promise<void> {
    return this.#queue.write(() => {
      this.#follow.run(from, to);
      this.#move.run(from, to);
      this.#comeBack.run();
    });
  }

  moves(): Promise<readonly ChatMove[]> {
    return this.#queue.read(() =>
      this.#moves.all().map((row) => ({ from: Number(row['chat']), to: Number(row['moved_to']) })),
    );
  }

  undelivered(chatId: ChatId, reason: string): Promise<void> {
    return this.#queue.write(() => void this.#undelivered.run(chatId, this.#clock.now(), reason));
  }

  reached(chatId: ChatId): Promise<void> {
    return this.#queue.write(() => void this.#reached.run(chatId));
  }

  unreachable(): Promise<readonly UnreachableChat[]> {
    return this.#queue.look(() =>
      this.#unreachable.all().map((row) => ({
        chatId: Number(row['chat']),
        since: Number(row['since']),
        reason: String(row['reason']),
        undelivered: Number(row['undelivered']),
      })),
    );
  }
}
