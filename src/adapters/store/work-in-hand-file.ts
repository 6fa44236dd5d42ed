import { closeSync, constants, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs';
import type { WorkInHand } from '../../application/ports/work-in-hand.js';
import type { RowId } from '../../domain/ids.js';

/** From how many bytes on the file is emptied as soon as nothing is in hand. */
const EMPTIED_FROM_BYTES = 65_536;

/**
 * A file that is only written behind its end: `+12` when row 12 is taken, `-12` when it is left. What the kernel has
 * taken survives a process however it ends; a disk that refuses costs the count, and nothing else.
 */
export class WorkInHandFile implements WorkInHand {
  #file: number | null;
  readonly #held = new Map<RowId, number>();
  #left: RowId[] = [];
  #bytes = 0;

  private constructor(file: number | null) {
    this.#file = file;
  }

  /** Opens the file, empty, and gives what the last process had in hand when it died. */
  static open(path: string): { readonly inHand: WorkInHandFile; readonly left: readonly RowId[] } {
    const left = readLeft(path);
    try {
      const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_TRUNC | constants.O_NOFOLLOW;
      return { inHand: new WorkInHandFile(openSync(path, flags | constants.O_APPEND, 0o600)), left };
    } catch {
      return { inHand: new WorkInHandFile(null), left };
    }
  }

  take(rows: readonly RowId[]): () => void {
    for (const row of rows) this.#held.set(row, (this.#held.get(row) ?? 0) + 1);
    this.#write(rows.map((row) => `+${row}\n`).join(''));
    let taken = true;
    return () => {
      if (taken) this.#leave(rows);
      taken = false;
    };
  }

  /** The process ends well: nothing was in hand. May be called again: by then the number may be another file's. */
  close(): void {
    const file = this.#file;
    if (file === null) return;
    this.#file = null;
    this.#held.clear();
    this.#left = [];
    try {
      ftruncateSync(file);
      closeSync(file);
    } catch {
      // Then the next process counts what was finished, and that is not counted.
    }
  }

  /** What is left in one turn of the event loop is written at once. */
  #leave(rows: readonly RowId[]): void {
    for (const row of rows) {
      const times = (this.#held.get(row) ?? 1) - 1;
      if (times > 0) this.#held.set(row, times);
      else this.#held.delete(row);
    }
    if (this.#left.length === 0) setImmediate(() => this.#writeLeft());
    this.#left.push(...rows);
  }

  #writeLeft(): void {
    const left = this.#left;
    this.#left = [];
    if (left.length > 0) this.#write(left.map((row) => `-${row}\n`).join(''));
    if (this.#held.size > 0 || this.#bytes < EMPTIED_FROM_BYTES || this.#file === null) return;
    try {
      ftruncateSync(this.#file);
      this.#bytes = 0;
    } catch {
      // It is emptied another time.
    }
  }

  #write(text: string): void {
    if (this.#file === null) return;
    try {
      this.#bytes += writeSync(this.#file, text);
    } catch {
      // On a full disk nobody counts; what is acted on matters more.
    }
  }
}

/** The rows that were taken more often than left. */
function readLeft(path: string): readonly RowId[] {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    return [];
  }
  const held = new Map<RowId, number>();
  for (const [, sign, digits] of text.matchAll(/^([+-])(\d{1,15})$/gm)) {
    const row = Number(digits);
    held.set(row, (held.get(row) ?? 0) + (sign === '+' ? 1 : -1));
  }
  return [...held].flatMap(([row, times]) => (times > 0 ? row : []));
}
