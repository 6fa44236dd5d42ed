import type { RowId } from '../ids.js';
import type { Instant } from './clock.js';

/**
 * Which intake a piece of accepted work came through; `request`: a run that was offered and asked for; `restart`: a wish
 * to be told after it; `loop`: a wake-up that an agent set for itself.
 */
export type InboxSource = 'message' | 'button' | 'at' | 'webhook' | 'cron' | 'request' | 'restart' | 'loop';

/**
 * `accepted`: on disk, nothing done yet. `begun`: its effects may have started. `done`: finished and told.
 * `dead`: given up, and its owner was told.
 */
export type InboxState = 'accepted' | 'begun' | 'done' | 'dead';

/** Work to be put on disk before it is acknowledged. `body` is plain JSON. */
export interface InboxEntry {
  readonly source: InboxSource;
  /**
   * Names the piece of work among all of its source, for ever: a second entry with the key is a duplicate. Accepted
   * again, as a new row, is only a webhook's key whose row is `dead`, so that a sender may deliver it once more, and any
   * key whose row is finished and older than `rememberForMs`.
   */
  readonly key: string;
  /** How long after an entry with the same key was accepted this one counts as a repeat; for ever if absent. */
  readonly rememberForMs?: number;
  /** Further keys of the same piece of work: another entry with one of them is a duplicate too, each for as long as it says. */
  readonly alsoKeys?: readonly { readonly key: string; readonly rememberForMs: number }[];
  readonly body: unknown;
  /** When it is to be taken up; `null` for at once. */
  readonly due: Instant | null;
}

/** An entry that is on disk. */
export interface InboxRow extends Omit<InboxEntry, 'rememberForMs' | 'alsoKeys'> {
  readonly id: RowId;
  readonly state: InboxState;
  readonly acceptedAt: Instant;
  /** How many processes died while they acted on it; absent for none. */
  readonly deaths?: number;
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
  acknowledge(done: readonly Pick<InboxEntry, 'source' | 'key'>[]): Promise<void>;
  /** Replaces what an `accepted` row is about; any other row stays as it is. */
  amend(id: RowId, body: unknown): Promise<void>;
  /** Marks rows as begun; rows that are not `accepted` stay as they are. */
  begin(ids: readonly RowId[]): Promise<void>;
  /** Marks rows as finished; rows that are finished already stay as they are. */
  finish(ids: readonly RowId[], as: 'done' | 'dead'): Promise<void>;
  /** Rows that are `accepted` or `begun`, oldest first. */
  unfinished(): Promise<readonly InboxRow[]>;
}
