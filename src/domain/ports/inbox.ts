import type { AnsweredMessages, InboxSource, Work, WorkOf } from '../accepted/work.js';
import type { InboundMessage } from '../chat/inbound.js';
import type { RowId } from '../ids.js';
import type { Instant } from './clock.js';

/**
 * `accepted`: on disk, nothing done yet. `begun`: its effects may have started. `done`: finished, or cut
 * after it had begun, and told. `dead`: given up, and its owner was told; a sender may deliver it again.
 */
export type InboxState = 'accepted' | 'begun' | 'done' | 'dead';

/** The name of a piece of work. */
export interface WorkKey {
  readonly source: InboxSource;
  /**
   * Names the piece of work among all of its source, for ever: a second entry with the key is a duplicate. Accepted
   * again, as a new row, is only a webhook's key whose row is `dead`, so that a sender may deliver it once more, and any
   * key whose row is finished and older than `rememberForMs`.
   */
  readonly key: string;
}

/** When a piece of work is to be taken up, and when it counts as a repeat of another. */
export interface Acceptance extends Pick<WorkKey, 'key'> {
  /** How long after an entry with the same key was accepted this one counts as a repeat; for ever if absent. */
  readonly rememberForMs?: number;
  /** Further keys of the same piece of work: another entry with one of them is a duplicate too, each for as long as it says. */
  readonly alsoKeys?: readonly { readonly key: string; readonly rememberForMs: number }[];
  /** When it is to be taken up; `null` for at once. */
  readonly due: Instant | null;
}

/** Work to be put on disk before it is acknowledged. */
export type InboxEntry = Acceptance & Work;

/** What is known of an entry that is on disk beside what it is about. */
export interface RowRecord {
  readonly id: RowId;
  readonly key: string;
  readonly due: Instant | null;
  readonly state: InboxState;
  readonly acceptedAt: Instant;
  /** How many processes died while they acted on it; absent for none. */
  readonly deaths?: number;
}

/** An entry that is on disk, by where it came from. */
export type InboxRow<Source extends InboxSource = InboxSource> = RowRecord & WorkOf<Source>;

/** What says nothing that this version understands, such as what another version stored. */
export interface Unreadable {
  /** What is on disk. */
  readonly text: string;
  /** What is wrong with it, in a few words. */
  readonly fault: string;
}

/** An entry that is on disk and can't be read. */
export interface UnreadableRow extends RowRecord, Unreadable {
  readonly source: string;
}

/** What became of an entry: its row, and whether that row had been there before. */
export interface Receipt {
  readonly id: RowId;
  readonly duplicate: boolean;
  /** That it had been there under another key, and is known by one of its further ones. */
  readonly byAlsoKey?: true;
}

/**
 * The durable list of everything that was accepted. Each call resolves once its change survives a power cut; all calls
 * made in one turn of the event loop may share one flush. Rejects only if the disk does.
 */
export interface Inbox {
  /** Stores the entries together and answers one receipt each, in order. */
  accept(entries: readonly InboxEntry[]): Promise<readonly Receipt[]>;
  /** Remembers work that was done elsewhere: from now on its keys are duplicates. Known ones stay as they are. */
  acknowledge(done: readonly WorkKey[]): Promise<void>;
  /** Replaces the message or the answered messages that an `accepted` row is about; any other row stays as it is. */
  amend(id: RowId, body: InboundMessage | AnsweredMessages): Promise<void>;
  /** Marks rows as begun; rows that are not `accepted` stay as they are. */
  begin(ids: readonly RowId[]): Promise<void>;
  /** Marks rows as finished; rows that are finished already stay as they are. */
  finish(ids: readonly RowId[], as: 'done' | 'dead'): Promise<void>;
  /** Rows that are `accepted` or `begun` and can be read, oldest first. */
  unfinished(): Promise<readonly InboxRow[]>;
  /** The same of one source, however many there are of others. */
  unfinishedOf<Source extends InboxSource>(source: Source): Promise<readonly InboxRow<Source>[]>;
  /** Which of these rows are `accepted` still. */
  accepted(ids: readonly RowId[]): Promise<ReadonlySet<RowId>>;
  /** Those that can't be read, oldest first; to be finished as `dead` by whoever tells of them. */
  unreadable(): Promise<readonly UnreadableRow[]>;
}
