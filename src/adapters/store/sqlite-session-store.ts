import type { ChatMove } from '../../application/ports/chat/chat-store.js';
import type { SessionStore } from '../../application/ports/store/session-store.js';
import { movedSessionKey } from '../../domain/chat/session-key.js';
import type { EngineId } from '../../domain/ids.js';
import type { ResumeToken } from '../../domain/run/resume-token.js';
import type { Database, Row, Statement } from './database/database.js';
import type { WriteQueue } from './database/write-queue.js';

/** The session book as a table; tokens are listed in the order of their engines' names. */
export class SqliteSessionStore implements SessionStore {
  readonly #queue: WriteQueue;
  readonly #find: Statement;
  readonly #list: Statement;
  readonly #keep: Statement;
  readonly #forget: Statement;
  readonly #clear: Statement;
  readonly #keys: Statement;
  readonly #move: Statement;

  constructor(db: Database, queue: WriteQueue) {
    this.#queue = queue;
    this.#find = db.prepare('SELECT engine, value, directory FROM session WHERE key = ? AND engine = ?');
    this.#list = db.prepare('SELECT engine, value, directory FROM session WHERE key = ? ORDER BY engine');
    this.#keep = db.prepare(
      `INSERT INTO session (key, engine, value, directory) VALUES (?, ?, ?, ?)
       ON CONFLICT (key, engine) DO UPDATE SET value = excluded.value, directory = excluded.directory`,
    );
    this.#forget = db.prepare('DELETE FROM session WHERE key = ? AND engine = ? AND value = ?');
    this.#keys = db.prepare('SELECT DISTINCT key FROM session');
    this.#move = db.prepare('UPDATE OR IGNORE session SET key = ? WHERE key = ?');
    this.#clear = db.prepare('DELETE FROM session WHERE key = ?');
  }

  find(key: string, engine: EngineId): Promise<ResumeToken | null> {
    return this.#queue.read(() => toToken(this.#find.get(key, engine)));
  }

  list(key: string): Promise<readonly ResumeToken[]> {
    return this.#queue.read(() => this.#list.all(key).flatMap((row) => toToken(row) ?? []));
  }

  keep(key: string, token: ResumeToken): Promise<void> {
    const { engine, value, directory } = token;
    return this.#queue.write(() => void this.#keep.run(key, engine, value, directory));
  }

  forget(key: string, token: ResumeToken): Promise<void> {
    const { engine, value } = token;
    return this.#queue.write(() => void this.#forget.run(key, engine, value));
  }

  moved({ from, to }: ChatMove): Promise<void> {
    return this.#queue.write(() => {
      for (const row of this.#keys.all()) {
        const key = String(row['key']);
        const there = movedSessionKey(key, from, to);
        if (there === null) continue;
        this.#move.run(there, key);
        this.#clear.run(key);
      }
    });
  }

  clear(key: string): Promise<number> {
    return this.#queue.write(() => Number(this.#clear.run(key).changes));
  }
}

function toToken(row: Row | undefined): ResumeToken | null {
  if (row === undefined) return null;
  const { engine, value, directory = null } = row;
  return { engine: String(engine), value: String(value), directory: directory === null ? null : String(directory) };
}
