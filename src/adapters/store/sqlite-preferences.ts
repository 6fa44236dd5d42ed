import type { ChatMove } from '../../application/ports/chat/chat-store.js';
import type { ChatPreferences, Preferences, UnreadableChoices } from '../../application/ports/store/preferences.js';
import type { ChatId, ThreadId } from '../../domain/ids.js';
import { isJsonObject } from '../../domain/json-shape.js';
import type { Database, Statement } from './database/database.js';
import type { WriteQueue } from './database/write-queue.js';
import { isChatPreferences } from './decode/record-shapes.js';
import { decodeBody, decodedOr, encodeBody } from './decode/stored-body.js';
import { encode } from './rows/json.js';

/** Preferences as a table; a place without choices has no row. */
export class SqlitePreferences implements Preferences {
  readonly #queue: WriteQueue;
  readonly #find: Statement;
  readonly #keep: Statement;
  readonly #forget: Statement;
  readonly #list: Statement;
  readonly #move: Statement;

  constructor(db: Database, queue: WriteQueue) {
    this.#queue = queue;
    this.#find = db.prepare('SELECT body FROM preference WHERE place = ?');
    this.#keep = db.prepare(
      'INSERT INTO preference (place, body) VALUES (?, ?) ON CONFLICT (place) DO UPDATE SET body = excluded.body',
    );
    this.#forget = db.prepare('DELETE FROM preference WHERE place = ?');
    this.#move = db.prepare('UPDATE OR IGNORE preference SET place = ? WHERE place = ?');
    this.#list = db.prepare('SELECT place, body FROM preference ORDER BY place');
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
      this.#put(place, change(this.#read(place)));
      return this.#read(place);
    });
  }

  moved({ from, to }: ChatMove): Promise<void> {
    return this.#queue.write(() => {
      for (const row of this.#list.all()) {
        const place = String(row['place']);
        const { chatId, threadId } = placeOf(place);
        if (chatId !== from) continue;
        this.#move.run(placeKey(to, threadId), place);
        this.#forget.run(place);
      }
    });
  }

  unreadable(): Promise<readonly UnreadableChoices[]> {
    return this.#queue.read(() =>
      this.#list.all().flatMap((row) => {
        const text = String(row['body']);
        const choices = decodeBody(text, isChatPreferences);
        return choices.ok ? [] : { ...placeOf(String(row['place'])), text, fault: choices.problem };
      }),
    );
  }

  async forgetUnreadable(choices: readonly UnreadableChoices[]): Promise<void> {
    const places = choices.map(({ chatId, threadId }) => placeKey(chatId, threadId));
    await this.#queue.write(() => {
      for (const place of places) this.#put(place, this.#read(place));
    });
  }

  #put(place: string, choices: ChatPreferences): void {
    if (encode(choices) === '{}') this.#forget.run(place);
    else this.#keep.run(place, encodeBody(choices));
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

function placeOf(key: string): { readonly chatId: ChatId; readonly threadId: ThreadId | null } {
  const [chatId, threadId] = key.split(':');
  return { chatId: Number(chatId), threadId: threadId === undefined ? null : Number(threadId) };
}
