import type { Secret } from '../../../domain/secret.js';
import type { AppConfig } from '../../values/app-config.js';
import type { Allowances } from '../../values/permission-change.js';
import type { ConfigProblem } from '../../values/reload/config-problem.js';

/** What the file says about one key, for people; a value that may be a secret is one here, and is only compared. */
export interface WrittenSetting {
  readonly value: string | Secret;
  /** The default; `null` if there is none. */
  readonly usual: string | null;
}

/** Keys that say something else than their defaults, by their names in the file, triggers by id: `triggers.crons.daily.schedule`. */
export type SettingsByKey = ReadonlyMap<string, WrittenSetting>;

/** What a file says in one entry, which is the same object as in an earlier reading where it says the same. */
export interface WrittenEntry {
  /** May be found only when they are first read. */
  readonly keys: SettingsByKey;
}

/** What a file says. */
export interface WrittenSettings {
  /** The keys that belong to no entry. */
  readonly common: SettingsByKey;
  /** Each project, trigger and plugin that says anything, by its name in keys: `triggers.crons.daily`. */
  readonly entries: ReadonlyMap<string, WrittenEntry>;
}

/** A reading that can be put in force. */
export interface GoodReading {
  readonly ok: true;
  readonly config: AppConfig;
  /** May be found only when it is first read. */
  readonly warnings: readonly ConfigProblem[];
  /** May be found only when it is first read. */
  readonly settings: WrittenSettings;
  /** What it allows, to be compared with another reading of the same source. */
  readonly allows: Allowances;
  /** The file as it was read. */
  readonly text: Secret;
  /** The variables that override keys of it, for `readText`. */
  readonly overrides: Secret;
  /** Whether it says all that the file says: nothing was left out. */
  readonly whole: boolean;
  readonly digest: string;
}

/** One reading of the file: a configuration, perhaps with warnings, or every problem that keeps it from being one. */
export type Reading =
  | GoodReading
  | {
      readonly ok: false;
      readonly problems: readonly ConfigProblem[];
      readonly digest: string | null;
      /** The file is there, and nothing is in it: somebody who writes in place has emptied it first. */
      readonly blank?: true;
    };

/** Where configurations come from. */
export interface ConfigSource {
  /**
   * Reads now. With `lenient` (a first start without a last good generation) bad single entries (a project, a cron, a
   * webhook, an unknown table) are left out and told as warnings; otherwise any error refuses the whole reading.
   */
  read(options: { readonly lenient: boolean }): Promise<Reading>;
  /** Looks at what the file says now, so that a `read` soon after is faster; without effect otherwise. */
  readAhead(): Promise<void>;
  /** Reads a text as if the file said it, all of it or nothing; with `overrides` as if those variables were set, not those of now. */
  readText(text: Secret, overrides?: Secret | null): Promise<Reading>;
}
