import type { Result } from '../../../domain/result.js';
import type { ConfigProblem } from './config-source.js';

/** The configuration file as somebody wrote it, at one moment. */
export interface ConfigWriting {
  /** Without a byte order mark; line ends are the file's own. */
  readonly text: string;
  /** Tells this content of the file from any other; not a reading's digest, which covers more than the file. */
  readonly digest: string;
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

/** The configuration file as text, for whoever edits it; what it means is up to `ConfigSource`. */
export interface ConfigText {
  /** Reads the file now. */
  read(): Promise<Result<ConfigWriting, ConfigTextProblem>>;
  /**
   * Puts a text in the place of the file's content, durably and at once: a reader sees the old or the new one. With
   * `expecting` (a digest that `read` gave) it is refused if the file has changed since. A file that is not there is made
   * for its owner alone.
   */
  write(text: string, expecting?: string): Promise<Result<void, ConfigTextProblem>>;
}
