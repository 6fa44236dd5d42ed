import { closeSync, existsSync, fsyncSync, openSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Instant } from '../../../domain/ports/clock.js';

/** A database that could not be used and was kept under another name. */
export interface SetAside {
  /** Where it is now; its `-wal` and `-shm` are beside it under the same name. */
  readonly path: string;
  /** `corrupt`: damaged, or no database at all. `newer`: written by a later version of the program. */
  readonly reason: 'corrupt' | 'newer';
}

/** The files that SQLite keeps beside a database in WAL mode (https://sqlite.org/walformat.html). */
export const COMPANIONS = ['-wal', '-shm'] as const;

/** What is behind the name of a copy that is being written. */
export const DRAFT = '.new';

/** Renames the database and its companions to `<path>.<reason>-<time>`, without overwriting an earlier one. */
export function setAside(path: string, reason: SetAside['reason'], now: Instant): SetAside {
  const target = freeName(`${path}.${reason}-${stamp(now)}`);
  // The database goes first: a log without its database is noticed at the next start, a database that has lost its log
  // would look sound and silently miss the latest changes.
  for (const suffix of ['', ...COMPANIONS, DRAFT]) {
    if (existsSync(path + suffix)) renameSync(path + suffix, target + suffix);
  }
  syncDirectory(dirname(path));
  return { path: target, reason };
}

/** Makes new and renamed names in the directory survive a power cut. */
export function syncDirectory(directory: string): void {
  const handle = openSync(directory, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Makes the content of a file survive a power cut. */
export function syncFile(path: string): void {
  const handle = openSync(path, 'r+');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** An instant for the name of a file. */
export function stamp(now: Instant): string {
  return new Date(now).toISOString().replace(/[-:]|\.\d+/g, '');
}

/** The name, or that with a number behind it, under which there is neither a database nor one of its companions. */
export function freeName(wanted: string): string {
  const taken = (name: string) => ['', ...COMPANIONS].some((suffix) => existsSync(name + suffix));
  let name = wanted;
  for (let n = 2; taken(name); n++) name = `${wanted}-${n}`;
  return name;
}
