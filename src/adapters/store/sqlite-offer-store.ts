import { type Offer, type OfferStore, type Question, questionAbout } from '../../application/ports/chat/offer-store.js';
import type { MessageRef } from '../../domain/ids.js';
import type { Database, Statement } from './database/database.js';
import type { WriteQueue } from './database/write-queue.js';
import { isOfferOrQuestion } from './decode/record-shapes.js';
import { decodedOr } from './decode/stored-body.js';

/** The book of offers as a table. */
export class SqliteOfferStore implements OfferStore {
  readonly #queue: WriteQueue;
  readonly #find: Statement;
  readonly #naming: Statement;

  constructor(db: Database, queue: WriteQueue) {
    this.#queue = queue;
    this.#find = db.prepare('SELECT body FROM offer WHERE key = ?');
    this.#naming = db.prepare(
      'SELECT body FROM offer WHERE instr(body, ?) + instr(body, ?) > 0 ORDER BY made_at DESC, key LIMIT 100',
    );
  }

  find(key: string): Promise<Offer | Question | null> {
    return this.#queue.read(() => decodedOr(this.#find.get(key)?.['body'], isOfferOrQuestion, null));
  }

  questionAbout(message: MessageRef): Promise<Question | null> {
    return this.#queue.read(() => {
      const offers = this.#naming
        .all(`"messageId":${message.messageId},`, `"messageId":${message.messageId}}`)
        .flatMap(({ body }) => decodedOr(body, isOfferOrQuestion, []));
      return questionAbout(offers, message);
    });
  }
}
