import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { OpenProgress, ProgressBook } from '../../application/ports/progress-book.js';
import type { RunId } from '../../domain/ids.js';
import { decode, encode } from './json.js';
import type { WriteQueue } from './write-queue.js';

/** The progress book as a table. */
export class SqliteProgressBook implements ProgressBook {
  readonly #queue: WriteQueue;
  readonly #note: StatementSync;
  readonly #close: StatementSync;
  readonly #open: StatementSync;

  constructor(db: DatabaseSync, queue: WriteQueue) {
    this.#queue = queue;
    this.#note = db.prepare(
      `INSERT INTO progress (run, opened_at, body) VALUES (?, ?, ?)
       ON CONFLICT (run) DO UPDATE SET opened_at = excluded.opened_at, body = excluded.body`,
    );
    this.#close = db.prepare('DELETE FROM progress WHERE run = ?');
    this.#open = db.prepare('SELECT body FROM progress ORDER BY opened_at, id');
  }

  async note(progress: OpenProgress): Promise<void> {
    const { run, openedAt } = progress;
    const body = encode(progress);
    await this.#queue.write(() => this.#note.run(run, openedAt, body));
  }

  async close(run: RunId): Promise<void> {
    await this.#queue.write(() => this.#close.run(run));
  }

  open(): Promise<readonly OpenProgress[]> {
    return this.#queue.read(() => this.#open.all().map((row) => decode<OpenProgress>(String(row['body']))));
  }
}
