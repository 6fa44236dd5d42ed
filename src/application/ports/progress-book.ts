import type { MessageRef, Place, RowId, RunId } from '../../domain/ids.js';
import type { RunFace } from './chat-channel.js';

/** A progress message that is open, and what is needed to mend it if we die. */
export interface OpenProgress {
  readonly run: RunId;
  readonly message: MessageRef;
  readonly place: Place;
  readonly face: RunFace;
  readonly openedAt: number;
  /** The Inbox rows that the run answers. */
  readonly rows: readonly RowId[];
}

/** The open progress messages. Durable. */
export interface ProgressBook {
  /** Notes the message, or what has become known about its run since. */
  note(progress: OpenProgress): Promise<void>;
  /** Forgets it: the message has been concluded or replaced. */
  close(run: RunId): Promise<void>;
  /** Those that are open, oldest first. */
  open(): Promise<readonly OpenProgress[]>;
}
