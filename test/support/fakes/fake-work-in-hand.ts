import type { WorkInHand } from '../../../src/application/ports/store/work-in-hand.js';
import type { RowId } from '../../../src/domain/ids.js';
import type { FakeInbox } from './fake-inbox.js';
import type { FakeOutbox } from './fake-outbox.js';

/** Knows what is in hand; a test lets the process die. */
export class FakeWorkInHand implements WorkInHand {
  /** The rows that are being acted on, some of them more than once. */
  readonly rows: RowId[] = [];
  /** The parcels that are being sent, in the same way. */
  readonly parcels: number[] = [];
  readonly #inbox: Pick<FakeInbox, 'countDeath'>;
  readonly #outgoing: Pick<FakeOutbox, 'countDeath'>;

  constructor(inbox: Pick<FakeInbox, 'countDeath'>, outgoing: Pick<FakeOutbox, 'countDeath'>) {
    this.#inbox = inbox;
    this.#outgoing = outgoing;
  }

  take(rows: readonly RowId[]): () => void {
    return takeFrom(this.rows, rows);
  }

  takeParcel(parcel: number): () => void {
    return takeFrom(this.parcels, [parcel]);
  }

  /** What was in hand is counted, as the store does at the next start. */
  die(): void {
    for (const row of new Set(this.rows.splice(0))) this.#inbox.countDeath(row);
    for (const parcel of new Set(this.parcels.splice(0))) this.#outgoing.countDeath(parcel);
  }
}

function takeFrom(held: number[], taken: readonly number[]): () => void {
  held.push(...taken);
  let isTaken = true;
  return () => {
    for (const one of isTaken ? taken : []) {
      const index = held.indexOf(one);
      if (index >= 0) held.splice(index, 1);
    }
    isTaken = false;
  };
}
