import { closeSync, copyFileSync, openSync, readSync, writeFileSync, writeSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';

/** How much of the write-ahead log is certain to be on disk: the frames that the last commit which returned left. */
export interface LogMark {
  readonly frames: number;
  /** Of the log's header; the log begins anew with another one. */
  readonly salt: string;
  readonly pageBytes: number;
}

/** The copy of the database file as it was before the commit under way. */
export function copyBeside(record: string): string {
  return `${record}.db`;
}

/** Keeps a record of what of the store is on disk for certain, from before each commit to after it. */
export class DiskRecord {
  readonly #path: string;
  readonly #file: number;

  constructor(path: string) {
    this.#path = path;
    this.#file = openSync(path, 'w');
  }

  /** A commit is about to be made, which may move frames into the database file too. */
  before(db: DatabaseSync): void {
    const path = db.location();
    if (path === null) return;
    const mark = readMark(path);
    if (mark === null) writeFileSync(copyBeside(this.#path), '');
    else copyFileSync(path, copyBeside(this.#path));
    this.#write(mark);
  }

  /** A commit has returned: what it wrote has been synced. */
  after(db: DatabaseSync): void {
    const path = db.location();
    if (path !== null) this.#write(readMark(path));
  }

  #write(mark: LogMark | null): void {
    writeSync(this.#file, JSON.stringify(mark).padEnd(200), 0);
  }
}

/** The end of the log as the index in shared memory has it (https://sqlite.org/walformat.html#the_wal_index_file_format). */
export function readMark(database: string): LogMark | null {
  const header = Buffer.alloc(48);
  try {
    const file = openSync(`${database}-shm`, 'r');
    const length = readSync(file, header, 0, header.length, 0);
    closeSync(file);
    if (length < header.length) return null;
  } catch {
    return null;
  }
  const page = header.readUInt16LE(14);
  return {
    frames: header.readUInt32LE(16),
    salt: header.subarray(32, 40).toString('hex'),
    pageBytes: page === 1 ? 65_536 : page,
  };
}
