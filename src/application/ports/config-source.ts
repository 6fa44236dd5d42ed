import type { AppConfig } from '../app-config.js';

/** Something about the configuration file that a person must mend, or (as a warning) should know. */
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
  /** How to mend it, in one sentence. */
  readonly mend: string;
}

/** One reading of the file: a configuration, perhaps with warnings, or every problem that keeps it from being one. */
export type Reading =
  | {
      readonly ok: true;
      readonly config: AppConfig;
      /** May be found only when it is first read. */
      readonly warnings: readonly ConfigProblem[];
      readonly digest: string;
    }
  | { readonly ok: false; readonly problems: readonly ConfigProblem[]; readonly digest: string | null };

/** Where configurations come from. */
export interface ConfigSource {
  /**
   * Reads now. With `lenient` (a first start without a last good generation) bad single entries (a project, a cron, a
   * webhook, an unknown table) are left out and told as warnings; otherwise any error refuses the whole reading.
   */
  read(options: { readonly lenient: boolean }): Promise<Reading>;
}
