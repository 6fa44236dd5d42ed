import type { ChatPreferences, Preferences } from '../../application/ports/store/preferences.js';
import type { ChatId, ThreadId } from '../../domain/ids.js';
import { isJsonObject } from '../../domain/json-shape.js';
import type { Database, Statement } from './database/database.js';
import { encode } from './database/json.js';
import type { WriteQueue } from './database/write-queue.js';
import { isChatPreferences } from './decode/record-shapes.js';
import { decodedOr, encodeBody } from './decode/stored-body.js';

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
      const changed = change(this.#read(place));
      if (encode(changed) === '{}') this.#forget.run(place);
      else this.#keep.run(place, encodeBody(changed));
      return this.#read(place);
    });
  }

  #read(place: string): ChatPreferences {
    return readable(decodedOr(this.#find.get(place)?.['body'], isJsonObject, {}));
  }
}

/** The choices that can be read: one that can't be must not take another with it, such as a narrower permission mode. */
function readable(stored: Readonly<Record<string, unknown>>): ChatPreferences {
  const readableOnes = Object.entries(stored).filter(([name, value]) => isChatPreferences({ [name]: value }));
  const choices = Object.fromEntries(readableOnes);
  return isChatPreferences(choices) ? choices : {};
}

function placeKey(chatId: ChatId, threadId: ThreadId | null): string {
  return threadId === null ? `${chatId}` : `${chatId}:${threadId}`;
}
