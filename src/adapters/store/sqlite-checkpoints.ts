import type { Checkpoints } from '../../application/ports/store/checkpoints.js';
import type { Shape } from '../../domain/json-shape.js';
import type { Database, Statement } from './database/database.js';
import type { WriteQueue } from './database/write-queue.js';
import { encode } from './rows/json.js';

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

  find<T>(name: string, shape: Shape<T>): Promise<T | null> {
    return this.#queue.read(() => {
      const kept = parsed(this.#find.get(name)?.['body']);
      return shape(kept) ? kept : null;
    });
  }

  async keep(name: string, body: unknown): Promise<void> {
    const text = encode(body);
    await this.#queue.write(() => this.#keep.run(name, text));
  }
}

function parsed(text: unknown): unknown {
  try {
    return JSON.parse(String(text));
  } catch {
    return null;
  }
}
