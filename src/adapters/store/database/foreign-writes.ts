import { fileState } from './sound-mark.js';

/**
 * Notices whether somebody else has written to the file of the open database. In WAL mode it changes only when a commit of
 * ours takes the log over, so any other change is a stranger's.
 */
export class ForeignWrites {
  readonly #path: string;
  #known: string | null;
  #seen = false;

  constructor(path: string) {
    this.#path = path;
    this.#known = fileState(path);
  }

  /** Whether there was any so far; to be asked before each write of ours. */
  look(): boolean {
    this.#seen ||= fileState(this.#path) !== this.#known;
    return this.#seen;
  }

  /** The file is as we have just written it. */
  weWrote(): void {
    this.#known = fileState(this.#path);
  }
}
