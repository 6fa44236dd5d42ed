import type { StagedFile } from '../../../domain/accepted/stored-delivery.js';
import type { MessageRef, RowId, RunId } from '../../../domain/ids.js';
import type { Instant } from '../../../domain/ports/clock.js';
import type { Unreadable } from '../../../domain/ports/inbox.js';
import type { FinalOrder, FinalView, NoticeOrder } from './chat-channel.js';
import type { FilesOrder, OutboxOrder } from './files-order.js';
import type { Offer, Question } from './offer-store.js';

/**
 * What must reach a person. `final`: the outcome of a run as a message. `conclusion`: the last state of a run's progress
 * message (`null` while that has no id). `files`: files of a run, or that somebody asked for. `outbox`: files of a
 * run that are still to be taken from where it left them. `notice`: anything else. Plain JSON.
 */
export type OutboxMessage =
  | { readonly kind: 'final'; readonly run: RunId; readonly order: FinalOrder }
  | {
      readonly kind: 'conclusion';
      readonly run: RunId;
      readonly message: MessageRef | null;
      readonly view: FinalView;
    }
  | { readonly kind: 'files'; readonly run: RunId | null; readonly order: FilesOrder }
  | { readonly kind: 'outbox'; readonly run: RunId; readonly order: OutboxOrder }
  | { readonly kind: 'notice'; readonly order: NoticeOrder };

/** The staged files that the parcels name. */
export function stagedIn(parcels: readonly OutboxMessage[]): readonly StagedFile[] {
  return parcels.flatMap((parcel) => (parcel.kind === 'files' ? parcel.order.files.map(({ staged }) => staged) : []));
}

/** What changes together with the parcel. */
export interface Settlement {
  /** Inbox rows that end now. */
  readonly answers: readonly RowId[];
  readonly as: 'done' | 'dead';
  /** Further rows, which end as done: no sender may have them done once more. */
  readonly begun?: readonly RowId[];
  /** Parcels that it is told in place of; they are forgotten. */
  readonly replaces?: readonly number[];
  /** Runs that are not open any more. */
  readonly closes?: readonly RunId[];
  /** The run whose outbox was looked through: what was promised of it is forgotten. */
  readonly handsOut?: RunId;
  /** What is parked with it. */
  readonly along?: readonly OutboxMessage[];
  /** What the message offers with its buttons. */
  readonly offers?: readonly (Offer | Question)[];
}

/** A parcel that was not delivered yet. */
export interface QueuedMessage<P extends OutboxMessage = OutboxMessage> {
  readonly id: number;
  readonly parcel: P;
  /** How many of its messages, or of its files, Telegram has given ids for. */
  readonly sent: number;
  /** How many processes died while they worded or sent it; none unless given. */
  readonly deaths?: number;
}

/** What was parked and says nothing that this version understands. */
export interface UnreadableMessage extends Unreadable {
  readonly id: number;
  readonly parkedAt: Instant;
}

/** A notice that was not told yet. */
export type QueuedNotice = QueuedMessage<Extract<OutboxMessage, { kind: 'notice' }>>;

/** The first notices of a lane. */
export interface LaneHead {
  readonly readable: readonly QueuedNotice[];
  readonly unreadable: readonly UnreadableMessage[];
  /** As many as were asked for, so that others may wait behind them. */
  readonly full: boolean;
}

/** Which notices of a lane one message stands for from now on. */
export interface FoldOrder {
  readonly lane: string;
  /** Only those behind this one. */
  readonly after: number;
  /** At most so many at a time. */
  readonly most: number;
  /** The message that stands for others already, made by the call before; `null` for a new one. */
  readonly into: number | null;
  /** What it says once it stands for so many; `id` is its own. */
  readonly saying: (id: number, count: number) => Folding;
}

/** A message that stands for notices, and the lane that it waits in itself. */
export interface Folding {
  readonly lane: string;
  readonly parcel: QueuedNotice['parcel'];
}

/** What came of a fold. */
export interface Folded {
  readonly message: QueuedNotice;
  /** How many it stands for by now. */
  readonly count: number;
  /** How many came with this call. */
  readonly added: number;
}

/** Some of the notices that a message stands for. */
export interface FoldedPage {
  readonly notices: readonly QueuedNotice[];
  /** How many are before them. */
  readonly before: number;
  readonly total: number;
}

/** Where among the notices that a message stands for: the next ones behind one, or the last ones before one. */
export interface FoldedSpot {
  readonly fold: number;
  readonly way: 'after' | 'before';
  readonly id: number;
  readonly most: number;
}

/**
 * What must reach people and has not reached them for certain. Durable. Notices wait in lanes, of which the next few can be
 * read without the others; a name of a lane is for whoever parks to choose.
 */
export interface Outbox {
  /** In one transaction stores the parcel, ends the Inbox rows that it answers, forgets the parcels that it replaces, makes its offers, and closes its run. */
  park<P extends OutboxMessage>(parcel: P, settlement: Settlement, lane?: string): Promise<QueuedMessage<P>>;
  /** So many of its messages are there. */
  advance(id: number, sent: number): Promise<void>;
  /** Forgets what was to be taken from the outbox of the run. */
  handedOut(run: RunId): Promise<void>;
  /** Forgets it: Telegram gave message ids, or nobody can be reached there any more. */
  release(id: number): Promise<void>;
  /** Those outside of lanes, and those that processes died of, that are still to be delivered and can be read; oldest first. */
  parked(): Promise<readonly QueuedMessage[]>;
  /** Those of the same that can't be read, oldest first; to be replaced by whoever tells of them. */
  unreadable(): Promise<readonly UnreadableMessage[]>;
  /** The names of the lanes in which something waits. */
  lanes(): Promise<readonly string[]>;
  /** The first of a lane that no process died of, at most so many, oldest first. */
  head(lane: string, most: number): Promise<LaneHead>;
  /** How many wait in the lanes whose names begin so; what is beyond `most` is not counted. */
  waiting(lanesBeginning: string, most: number): Promise<number>;
  /**
   * In one transaction lets a message stand for notices, which wait no longer and are kept to be shown, and makes it say
   * so; `null`, and nothing is changed, if there are none and there is no such message yet.
   */
  fold(order: FoldOrder): Promise<Folded | null>;
  /** Some of the notices that a message stands for, oldest first; what can't be read is left out. */
  folded(spot: FoldedSpot): Promise<FoldedPage>;
}
