import type { Result } from '../../../domain/result.js';
import type { ConfigTextProblem } from '../../values/reload/config-problem.js';

/** The configuration file as somebody wrote it, at one moment. */
export interface ConfigWriting {
  /** Without a byte order mark; line ends are the file's own. */
  readonly text: string;
  /** Tells this content of the file from any other; not a reading's digest, which covers more than the file. */
  readonly digest: string;
}

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
