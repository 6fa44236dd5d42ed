import type { WorkInHand } from '../../../src/application/ports/work-in-hand.js';
import type { RowId } from '../../../src/domain/ids.js';
import type { FakeInbox } from './fake-inbox.js';

/** Knows what is in hand; a test lets the process die. */
export class FakeWorkInHand implements WorkInHand {
  /** The rows that are being acted on, some of them more than once. */
  readonly rows: RowId[] = [];
  readonly #inbox: Pick<FakeInbox, 'countDeath'>;

  constructor(inbox: Pick<FakeInbox, 'countDeath'>) {
    this.#inbox = inbox;
  }

  take(rows: readonly RowId[]): () => void {
    this.rows.push(...rows);
    let taken = true;
    return () => {
      for (const row of taken ? rows : []) {
        const index = this.rows.indexOf(row);
        if (index >= 0) this.rows.splice(index, 1);
      }
      taken = false;
    };
  }

  /** What was in hand is counted, as the store does at the next start. */
  die(): void {
    for (const row of new Set(this.rows.splice(0))) this.#inbox.countDeath(row);
  }
}
