import type { RunId } from '../../../domain/ids.js';
import type { Instant } from '../../../domain/ports/clock.js';
import type { LineCount } from '../../../domain/run/run-event.js';
import type { NameGlob } from '../system/file-vault.js';

/** What was changed in the directory of a run since it began. */
export interface ChangeCount extends LineCount {
  readonly files: number;
  /** Another run was at work there meanwhile: its changes are among them. */
  readonly shared: boolean;
}

/** The same line by line. */
export interface ChangePatch extends ChangeCount {
  /** A unified diff, as `git diff` writes it. */
  readonly text: string;
  /** The end of it is missing. */
  readonly cut: boolean;
  /** How many changed files are left out because of their names. */
  readonly withheld: number;
  /** How many are left out because they are too large. */
  readonly large: number;
}

/**
 * What runs change in repositories, found out by comparing how the files are with how they were, whoever changed them.
 * Nothing in a repository is touched. Nothing rejects, and everything takes a bounded time.
 */
export interface RunChanges {
  /** Notes how the files in the directory are; to be called before anybody changes them. */
  begin(run: RunId, directory: string, denied: readonly NameGlob[]): Promise<void>;
  /** Compares and keeps what differs by now; `null` if that is nothing, or can't be found out. */
  compare(run: RunId): Promise<ChangeCount | null>;
  /** The run is over: what it changed is what it has changed by now. */
  end(run: RunId): Promise<void>;
  /** What a run had changed when that was compared last, also one of an earlier process; `null` if nothing is kept of it. */
  patchOf(run: RunId): Promise<ChangePatch | null>;
  /** Forgets what was kept before the instant. */
  forget(before: Instant): Promise<void>;
}
