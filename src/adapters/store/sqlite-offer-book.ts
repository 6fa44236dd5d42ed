import type { Offer, OfferBook, Question } from '../../application/ports/offer-book.js';
import type { Database, Statement } from './database.js';
import { decode } from './json.js';
import type { WriteQueue } from './write-queue.js';

/** The book of offers as a table. */
export class SqliteOfferBook implements OfferBook {
  readonly #queue: WriteQueue;
  readonly #find: Statement;

  constructor(db: Database, queue: WriteQueue) {
    this.#queue = queue;
    this.#find = db.prepare('SELECT body FROM offer WHERE key = ?');
  }

  find(key: string): Promise<Offer | Question | null> {
    return this.#queue.read(() => {
      const row = this.#find.get(key);
      return row === undefined ? null : decode<Offer | Question>(String(row['body']));
    });
  }
}
