import type { RowId } from '../../../domain/ids.js';

/** Which rows of the Inbox are being acted on and which parcels are being sent, kept so that the next process knows if this one dies. */
export interface WorkInHand {
  /**
   * The rows are being acted on from now on, until what this gives is called. Survives the end of the process, not that
   * of the machine, and so costs no flush. Never throws.
   */
  take(rows: readonly RowId[]): () => void;
  /** The same for a parcel of the outbox that is being worded or sent. */
  takeParcel(parcel: number): () => void;
}
