import type { Instant } from '../../../domain/ports/clock.js';
import type { Result } from '../../../domain/result.js';
import type { OutboxPlace } from '../../../domain/run/hand-out.js';
import type { FileOrigin, OutgoingFile } from '../chat/files-order.js';
import type { FileProblem, NameGlob } from './file-vault.js';

/** Which files are taken. */
export interface TakeRules {
  /** Names that are not sent. */
  readonly secretNames: readonly NameGlob[];
  readonly maxFiles: number;
  readonly maxFileBytes: number;
  /** Files that lie in the outbox itself are taken as well if they were changed since; `null` if they may be another run’s. */
  readonly looseSince: Instant | null;
  /** The identities of those that were taken before. */
  readonly taken: ReadonlySet<string>;
}

/** Why a file is not taken. */
export type WhyLeft =
  | {
      readonly kind:
        | 'symbolic-link'
        | 'hard-link'
        | 'not-a-file'
        | 'directory'
        | 'empty'
        | 'too-many'
        | 'being-written';
    }
  | { readonly kind: 'denied-name'; readonly glob: string }
  | { readonly kind: 'too-large'; readonly maxBytes: number }
  | { readonly kind: 'problem'; readonly problem: FileProblem };

/** What lies in an outbox and is not taken. */
export interface LeftFile {
  /** In the run’s own directory, or right in the outbox. */
  readonly name: string;
  readonly loose: boolean;
  /** Of a directory, whatever is in it. */
  readonly origin: FileOrigin;
  readonly why: WhyLeft;
}

/** A file that was copied for sending, and where it lies. */
export interface TakenFile extends OutgoingFile {
  readonly origin: FileOrigin;
}

/** What an outbox held. */
export interface TakenFiles {
  readonly files: readonly TakenFile[];
  readonly left: readonly LeftFile[];
}

/** The directories in which runs leave files for people, one for each run. Links are never followed. Rejects only for bugs. */
export interface RunOutbox {
  /** Makes the directory of the run, its owner’s alone; resolves with where it is. Until it is closed it stays, also while it is empty. */
  open(place: OutboxPlace): Promise<Result<string, FileProblem>>;
  /** Stages what lies there, in the order of the names; a file that is still being written is waited for, a few seconds at most. */
  take(place: OutboxPlace, rules: TakeRules): Promise<Result<TakenFiles, FileProblem>>;
  /** What lies there; none if nothing can be read. */
  names(place: OutboxPlace, looseSince: Instant | null): Promise<readonly string[]>;
  /** Moves what was left to where no run looks; resolves with that directory, in the words of `place.outbox`. */
  setAside(place: OutboxPlace, left: readonly LeftFile[]): Promise<string>;
  /** The run is over: its directory is removed as soon as it is empty. */
  close(place: OutboxPlace): Promise<void>;
  /** Deletes a file that was sent, unless it has changed since, or a directory with all that is in it. Rejects if the disk refuses. */
  discard(origin: FileOrigin): Promise<void>;
}
