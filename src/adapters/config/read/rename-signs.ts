import { lstatSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** Of so many other names it is remembered that they were written to. */
const MOST_NAMES = 64;

/**
 * Tells a file that was renamed to its name from one that is written under it, by the events of its directory. Linux tells of
 * each name that comes or goes (`rename`) and of each write (`change`), in order. A rename is told as two names, the one that
 * goes right before the one that comes, and no write under that follows, whereas whoever makes a file writes to it there.
 */
export class RenameSigns {
  readonly #tells = process.platform === 'linux';
  #file = '';
  /** Other names that were written to. */
  readonly #written = new Set<string>();
  /** The name in the latest event about one that came or went. */
  #latest = '';
  /** The name that went right before the file's came, if it was written to. */
  #from: string | null = null;
  #writtenHere = false;

  /** From now on the events are about this file. */
  follow(file: string): void {
    if (file === this.#file) return;
    this.#file = file;
    this.forget();
  }

  /** What was heard says nothing of what comes: another directory has taken the place of the one that it was about. */
  forget(): void {
    this.#written.clear();
    [this.#latest, this.#from, this.#writtenHere] = ['', null, false];
  }

  /** Takes note of an event; whether it is about the file itself. */
  seen(kind: string, name: string | null, directory: string): boolean {
    if (name === null || directory !== dirname(this.#file)) return false;
    const isFile = name === basename(this.#file);
    if (kind === 'change') this.#write(name, isFile);
    else {
      if (isFile) {
        this.#from = this.#written.has(this.#latest) ? this.#latest : null;
        this.#writtenHere = false;
      }
      this.#latest = name;
    }
    return isFile;
  }

  /**
   * Whether the file that is there was renamed to its name, its content written before. To be asked when every event has been
   * heard that was told until it was looked at; `movedHere` is what its times say.
   */
  isRenamed(movedHere: boolean): boolean {
    if (!this.#tells) return movedHere;
    return !this.#writtenHere && (movedHere || this.#isGone(this.#from));
  }

  #write(name: string, isFile: boolean): void {
    if (isFile) this.#writtenHere = true;
    else {
      if (this.#written.size >= MOST_NAMES) this.#written.clear();
      this.#written.add(name);
    }
  }

  #isGone(name: string | null): boolean {
    if (name === null) return false;
    try {
      return lstatSync(join(dirname(this.#file), name), { throwIfNoEntry: false }) === undefined;
    } catch {
      return false;
    }
  }
}
