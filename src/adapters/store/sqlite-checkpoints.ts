import type { Checkpoints } from '../../application/ports/store/checkpoints.js';
import type { Database, Statement } from './database/database.js';
import { decode, encode } from './database/json.js';
import type { WriteQueue } from './database/write-queue.js';

/** Checkpoints as a table. */
export class SqliteCheckpoints implements Checkpoints {
  readonly #queue: WriteQueue;
  readonly #find: Statement;
  readonly #keep: Statement;

  constructor(db: Database, queue: WriteQueue) {
    this.#queue = queue;
    this.#find = db.prepare('SELECT body FROM milestone WHERE name = ?');
    this.#keep = db.prepare(
      'INSERT INTO milestone (name, body) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET body = excluded.body',
    );
  }

  find(name: string): Promise<unknown> {
    return this.#queue.read(() => {
      const row = this.#find.get(name);
      return row === undefined ? null : decode<unknown>(String(row['body']));
    });
  }

  async keep(name: string, body: unknown): Promise<void> {
    const text = encode(body);
    await this.#queue.write(() => this.#keep.run(name, text));
  }
}
