import type { Result } from '../../../domain/result.js';
import type { ConfigProblem } from '../../values/reload/config-problem.js';

/** A wish to change one key. */
export interface ConfigEdit {
  /** Dotted; entries of lists by id, alias or index: `triggers.crons.daily.schedule`. */
  readonly key: string;
  /** A TOML literal or plain text, whichever the key takes; `null` takes the key out. */
  readonly value: string | null;
}

/** What an edit did, in words that may be shown: a secret is `[secret]`. */
export interface ConfigChange {
  readonly key: string;
  /** TOML; `null` if there was nothing. */
  readonly before: string | null;
  /** TOML; `null` if there is nothing now. */
  readonly after: string | null;
  readonly secret: boolean;
  /** Whether the file says something else now; one can't tell that from a secret's words. */
  readonly changed: boolean;
  /** The environment variable that wins over the file, so that the change has no effect; else `null`. */
  readonly overriddenBy: string | null;
}

/** A text after edits; it is a configuration without errors. */
export interface EditedConfig {
  readonly text: string;
  readonly changes: readonly ConfigChange[];
}

/** Why edits could not be made. */
export type ConfigEditProblem =
  | { readonly kind: 'malformed-key'; readonly key: string }
  | { readonly kind: 'unknown-key'; readonly key: string; readonly meant: string | null }
  | { readonly kind: 'unknown-entry'; readonly list: string; readonly entry: string; readonly known: readonly string[] }
  /** It names a table, and tables are edited key by key. */
  | { readonly kind: 'table'; readonly key: string }
  /** It is not written, so it can't be taken out. */
  | { readonly kind: 'absent'; readonly key: string }
  /** The text is not TOML, or the edits would make a configuration with these errors. */
  | { readonly kind: 'invalid'; readonly problems: readonly ConfigProblem[] };

/** Who knows how a configuration is written. */
export interface ConfigEditor {
  /** Makes all the edits in a text, or none; what they are not about stays as it stands, comments included. */
  edit(text: string, edits: readonly ConfigEdit[]): Promise<Result<EditedConfig, ConfigEditProblem>>;
}
