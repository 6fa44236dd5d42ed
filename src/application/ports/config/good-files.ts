import type { Instant } from '../../../domain/ports/clock.js';
import type { Secret } from '../../../domain/secret.js';

/** A configuration file that was in force. */
export interface GoodFile {
  /** The number of its generation; later ones have higher numbers, over restarts too. */
  readonly number: number;
  /** When it was put in force. */
  readonly at: Instant;
  /** That of its reading. */
  readonly digest: string;
  /** The names of some of the keys and entries that it changed. */
  readonly changes: readonly string[];
}

/** What a configuration file said when it was put in force: its text, and the variables that overrode its keys then. */
export interface GoodText {
  readonly text: Secret;
  /** As JSON; only the source of configurations reads it. */
  readonly overrides: Secret;
}

/** The configuration files that were in force lately. Durable; readable for their owner only, since secrets stand in them. */
export interface GoodFiles {
  /** Keeps one; of all, some with the highest numbers stay. */
  keep(file: GoodFile, content: GoodText): Promise<void>;
  /** Those that are kept, the latest first; what can't be read is left out. */
  list(): Promise<readonly GoodFile[]>;
  /** What the file of that generation said; `null` if it is not kept. */
  text(number: number): Promise<Secret | null>;
  /** The same with what overrode it; `overrides` is `null` where an earlier version did not keep it. */
  content(number: number): Promise<{ readonly text: Secret; readonly overrides: Secret | null } | null>;
}
