import { randomBytes } from 'node:crypto';
import { closeSync, constants, ftruncateSync, openSync, writeSync } from 'node:fs';
import type { WorkInHand } from '../../application/ports/store/work-in-hand.js';
import type { RowId } from '../../domain/ids.js';
import { FilePlace } from './database/file-place.js';

/** From how many bytes on the file is emptied as soon as nothing is in hand. */
const EMPTIED_FROM_BYTES = 65_536;
const FLAGS = constants.O_WRONLY | constants.O_CREAT | constants.O_APPEND | constants.O_NOFOLLOW;

/**
 * A file that is only written behind its end: `=…` names the process, `+12` says that row 12 was taken, `-12` that it was
 * left, `+p12` and `-p12` the same of a parcel. What the kernel has taken survives a process however it ends; a disk that
 * refuses costs the count, and nothing else.
 */
export class WorkInHandFile implements WorkInHand {
  readonly #path: string;
  readonly #process = `=${randomBytes(16).toString('hex')}\n`;
  readonly #held = new Map<string, number>();
  #file: number | null = null;
  #place: FilePlace;
  #left: string[] = [];
  #bytes = 0;
  #closed = false;

  /** Empties the file, which has to have been read and counted before. */
  constructor(path: string) {
    this.#path = path;
    this.#reopen(constants.O_TRUNC);
    this.#place = new FilePlace(path);
  }

  take(rows: readonly RowId[]): () => void {
    return this.#take(rows.map(String));
  }

  takeParcel(parcel: number): () => void {
    return this.#take([`p${parcel}`]);
  }

  /** The process ends well: nothing was in hand. May be called again: by then the number may be another file's. */
  close(): void {
    const file = this.#file;
    this.#closed = true;
    this.#file = null;
    this.#held.clear();
    this.#left = [];
    if (file === null) return;
    try {
      ftruncateSync(file);
      closeSync(file);
    } catch {
      // Then the next process counts what was finished, and that is not counted.
    }
  }

  #take(names: readonly string[]): () => void {
    this.#ensure();
    for (const name of names) this.#held.set(name, (this.#held.get(name) ?? 0) + 1);
    // What was left before goes first, so that nothing counts as in hand that no longer was.
    this.#write(this.#takeLeft() + names.map((name) => `+${name}\n`).join(''));
    let taken = true;
    return () => {
      if (taken) this.#leave(names);
      taken = false;
    };
  }

  /** What is left in one turn of the event loop is written at once. */
  #leave(names: readonly string[]): void {
    for (const name of names) {
      const times = (this.#held.get(name) ?? 1) - 1;
      if (times > 0) this.#held.set(name, times);
      else this.#held.delete(name);
    }
    if (this.#left.length === 0) setImmediate(() => this.#writeLeft());
    this.#left.push(...names);
  }

  #writeLeft(): void {
    this.#write(this.#takeLeft());
    if (this.#held.size > 0 || this.#bytes < EMPTIED_FROM_BYTES || this.#file === null) return;
    try {
      ftruncateSync(this.#file);
      this.#bytes = 0;
      this.#write(this.#process);
    } catch {
      // It is emptied another time.
    }
  }

  #takeLeft(): string {
    const left = this.#left;
    this.#left = [];
    return left.map((name) => `-${name}\n`).join('');
  }

  /** A file that was taken away is made again, with what is in hand. */
  #ensure(): void {
    if (this.#closed || (this.#file !== null && this.#place.state() === 'in-place')) return;
    this.#reopen(0);
    this.#place = new FilePlace(this.#path);
  }

  #reopen(flag: number): void {
    try {
      if (this.#file !== null) closeSync(this.#file);
      this.#file = null;
      this.#file = openSync(this.#path, FLAGS | flag, 0o600);
    } catch {
      return;
    }
    this.#left = [];
    this.#bytes = 0;
    const held = [...this.#held].flatMap(([name, times]) => Array<string>(times).fill(`+${name}\n`));
    this.#write(this.#process + held.join(''));
  }

  #write(text: string): void {
    if (this.#file === null || text === '') return;
    try {
      this.#bytes += writeSync(this.#file, text);
    } catch {
      // On a full disk nobody counts; what is acted on matters more.
    }
  }
}
