import type { Place, TriggerId } from '../ids.js';

/** A file that has arrived and has no place yet. Plain JSON: it may be named in a row on disk and used after a restart. */
export interface StagedFile {
  /** Given by the vault. */
  readonly name: string;
  readonly bytes: number;
}

/** A file that was posted. Plain JSON. */
export interface DeliveredFile {
  /** The name of its field. */
  readonly field: string;
  /** What it is to be called: letters, digits, `.`, `_` and `-`, no dot at the beginning. */
  readonly name: string;
  /** The media type that the sender claims. */
  readonly type: string;
  readonly staged: StagedFile;
}

/** A delivery as it is kept on disk. Plain JSON. */
export interface StoredDelivery {
  readonly webhook: TriggerId;
  /** Where it reports. */
  readonly place: Place;
  readonly payload: Readonly<Record<string, unknown>>;
  /** The sender's name for it. */
  readonly id?: string;
  /** Milliseconds since the epoch. */
  readonly receivedAt?: number;
  /** The body as it came, where the action needs it. */
  readonly body?: { readonly base64: string; readonly type: string | null };
  readonly files?: readonly DeliveredFile[];
}
