import type { Retrier } from '../concurrency/retrier.js';
import type { Outbox } from '../ports/chat/outbox.js';
import type { Journal } from '../ports/system/journal.js';

/** Lets the disk forget what was told, which the next process would tell again. */
export class ReleaseParcels {
  readonly #outgoing: Outbox;
  readonly #retrier: Retrier;
  readonly #journal: Journal;

  constructor(outgoing: Outbox, retrier: Retrier, journal: Journal) {
    this.#outgoing = outgoing;
    this.#retrier = retrier;
    this.#journal = journal;
  }

  /** Resolves once the disk has forgotten it, however often it refuses before. */
  release(id: number): Promise<void> {
    return new Promise((resolve) => {
      const release = () => this.#outgoing.release(id).then(resolve);
      void this.#retrier.persist(release, (cause, retryInMs) => {
        this.#journal.record({ name: 'parcel.not-released', level: 'error', data: { parcel: id, retryInMs }, cause });
      });
    });
  }
}
