import type { RowId, RunId } from '../../domain/ids.js';
import type { FinalOrder } from './chat-channel.js';

/** A final that Telegram has not confirmed yet. */
export interface ParkedFinal {
  readonly id: number;
  readonly run: RunId;
  readonly order: FinalOrder;
}

/** Finals that must reach a person. Durable. */
export interface Outgoing {
  /** Stores the final and, in the same transaction, marks the Inbox rows that it answers as done. */
  park(run: RunId, order: FinalOrder, answers: readonly RowId[]): Promise<ParkedFinal>;
  /** Forgets it: Telegram gave a message id, or nobody can be reached there any more. */
  release(id: number): Promise<void>;
  /** Those that are still to be delivered, oldest first. */
  parked(): Promise<readonly ParkedFinal[]>;
}
