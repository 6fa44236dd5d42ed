/** Something about the configuration file that a person must fix, or (as a warning) should know. */
export interface ConfigProblem {
  readonly severity: 'error' | 'warning';
  readonly file: string;
  /** From 1; `null` where the problem has no place in the text (a missing file, an environment variable). */
  readonly line: number | null;
  readonly column: number | null;
  /** Dotted, array entries by index: `triggers.crons.0.schedule`; empty for the file as a whole. */
  readonly key: string;
  /** What is wrong, in one sentence. */
  readonly message: string;
  /** How to fix it, in one sentence. */
  readonly hint: string;
  /** The line that is no TOML, secrets masked, and a caret below the place in it. */
  readonly excerpt?: readonly [line: string, caret: string];
}

/** Why the configuration file could not be read or written. A refused write leaves it as it was. */
export type ConfigTextProblem =
  | { readonly kind: 'unreadable'; readonly problem: ConfigProblem }
  /** It is not what the writer had read: somebody else saved it meanwhile. */
  | { readonly kind: 'changed'; readonly file: string }
  /** Nothing may, or can, be replaced in that directory; `code` is the operating system's. */
  | { readonly kind: 'not-writable'; readonly directory: string; readonly code: string }
  /** A new file can't be given to the one whom it belongs to now. */
  | { readonly kind: 'owned-by-other'; readonly file: string };
