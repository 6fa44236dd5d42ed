import type { MessageRef, RowId, RunId } from '../../../domain/ids.js';
import type { Instant } from '../../../domain/ports/clock.js';
import type { Unreadable } from '../../../domain/ports/inbox.js';
import type { FinalOrder, FinalView, NoticeOrder } from './chat-channel.js';
import type { Offer, Question } from './offer-store.js';

/**
 * What must reach a person. `final`: the outcome of a run as a message. `conclusion`: the last state of a run's progress
 * message (`null` while that has no id). `notice`: anything else. Plain JSON.
 */
export type OutboxMessage =
  | { readonly kind: 'final'; readonly run: RunId; readonly order: FinalOrder }
  | {
      readonly kind: 'conclusion';
      readonly run: RunId;
      readonly message: MessageRef | null;
      readonly view: FinalView;
    }
  | { readonly kind: 'notice'; readonly order: NoticeOrder };

/** What changes together with the parcel. */
export interface Settlement {
  /** Inbox rows that end now. */
  readonly answers: readonly RowId[];
  readonly as: 'done' | 'dead';
  /** Parcels that it is told in place of; they are forgotten. */
  readonly replaces?: readonly number[];
  /** Runs that are not open any more. */
  readonly closes?: readonly RunId[];
  /** What the message offers with its buttons. */
  readonly offers?: readonly (Offer | Question)[];
}

/** A parcel that was not delivered yet. */
export interface QueuedMessage<P extends OutboxMessage = OutboxMessage> {
  readonly id: number;
  readonly parcel: P;
  /** How many of its messages Telegram has given ids for. */
  readonly sent: number;
  /** How many processes died while they worded or sent it; none unless given. */
  readonly deaths?: number;
}

/** What was parked and says nothing that this version understands. */
export interface UnreadableMessage extends Unreadable {
  readonly id: number;
  readonly parkedAt: Instant;
}

/** What must reach people and has not reached them for certain. Durable. */
export interface Outbox {
  /** In one transaction stores the parcel, ends the Inbox rows that it answers, forgets the parcels that it replaces, makes its offers, and closes its run. */
  park<P extends OutboxMessage>(parcel: P, settlement: Settlement): Promise<QueuedMessage<P>>;
  /** So many of its messages are there. */
  advance(id: number, sent: number): Promise<void>;
  /** Forgets it: Telegram gave message ids, or nobody can be reached there any more. */
  release(id: number): Promise<void>;
  /** Those that are still to be delivered and can be read, oldest first. */
  parked(): Promise<readonly QueuedMessage[]>;
  /** Those that can't be read, oldest first; to be replaced by whoever tells of them. */
  unreadable(): Promise<readonly UnreadableMessage[]>;
}
