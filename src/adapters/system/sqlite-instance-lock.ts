import { createHash } from 'node:crypto';
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { HeldLock, InstanceLock, LockProblem } from '../../application/ports/system/instance-lock.js';
import { isJsonObject } from '../../domain/json-shape.js';
import type { Clock } from '../../domain/ports/clock.js';
import { fail, ok, type Result } from '../../domain/result.js';
import { makeOwnFile, ownDirectory } from './own-path.js';

/** SQLite's SQLITE_BUSY (https://sqlite.org/rescode.html#busy). */
const SQLITE_BUSY = 5;

/** Long enough for one of several that start at the same moment to win; without it all of them may lose. */
const BUSY_TIMEOUT_MS = 100;

/**
 * Locks that the kernel frees when the process dies, however it dies: each is an empty SQLite file in the directory,
 * named by a digest and held by an exclusive transaction. Beside it lies a note about the holder, for people only.
 */
export class SqliteInstanceLock implements InstanceLock {
  readonly #directory: string;
  readonly #clock: Clock;
  /** The open databases, each with the path of its note. */
  readonly #held = new Map<DatabaseSync, string>();
  readonly #releaseAll = () => {
    for (const db of [...this.#held.keys()]) this.#release(db);
  };

  constructor(directory: string, clock: Clock) {
    this.#directory = directory;
    this.#clock = clock;
  }

  take(name: string): Result<HeldLock, LockProblem> {
    const directory = ownDirectory(this.#directory, isLock);
    if (!directory.ok) return fail({ kind: 'not-ours', ...directory.problem });
    const path = join(this.#directory, `${createHash('sha256').update(name).digest('hex').slice(0, 32)}.lock`);
    // Whoever may read the file may lock it.
    const file = makeOwnFile(path);
    if (!file.ok) return fail({ kind: 'not-ours', ...file.problem });
    const db = lockExclusively(path);
    if (db === null) return fail({ kind: 'held', by: readNote(noteBeside(path)) });
    writeNote(noteBeside(path), { pid: process.pid, since: new Date(this.#clock.now()).toISOString(), what: name });
    this.#hold(db, noteBeside(path));
    return ok({ release: () => this.#release(db) });
  }

  #hold(db: DatabaseSync, note: string): void {
    // The garbage collector closes a database that nobody refers to, and that would free the lock: the listener keeps
    // it reachable even where the caller has dropped everything.
    if (this.#held.size === 0) process.once('exit', this.#releaseAll);
    this.#held.set(db, note);
  }

  /** The lock file itself stays: removing it would let two processes lock two different files of one name. */
  #release(db: DatabaseSync): void {
    const note = this.#held.get(db);
    if (note === undefined) return;
    this.#held.delete(db);
    if (this.#held.size === 0) process.removeListener('exit', this.#releaseAll);
    removeNote(note);
    db.close();
  }
}

function lockExclusively(path: string): DatabaseSync | null {
  const db = new DatabaseSync(path, { timeout: BUSY_TIMEOUT_MS });
  try {
    db.exec('BEGIN EXCLUSIVE');
    return db;
  } catch (error) {
    db.close();
    if (error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY) return null;
    throw error;
  }
}

/** What is in a directory of locks. */
function isLock(name: string): boolean {
  return /^[0-9a-f]{32}\.(lock|lock-journal|json|json\.tmp)$/.test(name);
}

function noteBeside(path: string): string {
  return path.replace(/\.lock$/, '.json');
}

function writeNote(path: string, note: { pid: number; since: string; what: string }): void {
  try {
    writeFileSync(`${path}.tmp`, JSON.stringify(note), { mode: 0o600 });
    renameSync(`${path}.tmp`, path);
  } catch {
    // A full disk must not keep the lock from holding; the note only helps people.
  }
}

function removeNote(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // The next holder overwrites it.
  }
}

function readNote(path: string): string {
  try {
    const note: unknown = JSON.parse(readFileSync(path, 'utf8'));
    if (!isJsonObject(note)) return 'an unknown process';
    const { pid, since, what } = note;
    return `pid ${pid} since ${since} (${what})`;
  } catch {
    // Between taking the lock and writing the note there is none, and nobody is to wait for it.
    return 'a process that has just started';
  }
}
