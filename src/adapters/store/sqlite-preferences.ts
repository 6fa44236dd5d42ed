import type { ChatPreferences, Preferences } from '../../application/ports/store/preferences.js';
import type { ChatId, ThreadId } from '../../domain/ids.js';
import type { Database, Statement } from './database/database.js';
import { decode, encode } from './database/json.js';
import type { WriteQueue } from './database/write-queue.js';

/** Preferences as a table; a place without choices has no row. */
export class SqlitePreferences implements Preferences {
  readonly #queue: WriteQueue;
  readonly #find: Statement;
  readonly #keep: Statement;
  readonly #forget: Statement;

  constructor(db: Database, queue: WriteQueue) {
    this.#queue = queue;
    this.#find = db.prepare('SELECT body FROM preference WHERE place = ?');
    this.#keep = db.prepare(
      'INSERT INTO preference (place, body) VALUES (?, ?) ON CONFLICT (place) DO UPDATE SET body = excluded.body',
    );
    this.#forget = db.prepare('DELETE FROM preference WHERE place = ?');
  }

  find(chatId: ChatId, threadId: ThreadId | null): Promise<ChatPreferences> {
    const place = placeKey(chatId, threadId);
    return this.#queue.read(() => this.#read(place));
  }

  change(
    chatId: ChatId,
    threadId: ThreadId | null,
    change: (now: ChatPreferences) => ChatPreferences,
  ): Promise<ChatPreferences> {
    const place = placeKey(chatId, threadId);
    return this.#queue.write(() => {
      const body = encode(change(this.#read(place)));
      if (body === '{}') this.#forget.run(place);
      else this.#keep.run(place, body);
      return decode<ChatPreferences>(body);
    });
  }

  #read(place: string): ChatPreferences {
    const row = this.#find.get(place);
    return row === undefined ? {} : decode(String(row['body']));
  }
}

function placeKey(chatId: ChatId, threadId: ThreadId | null): string {
  return threadId === null ? `${chatId}` : `${chatId}:${threadId}`;
}
