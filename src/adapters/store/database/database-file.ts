import { chmodSync, closeSync, existsSync, mkdirSync, openSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Instant } from '../../../domain/ports/clock.js';
import { finishRestoring } from './restored-copy.js';
import { MIGRATIONS, migrate, schemaVersion } from './schema.js';
import { COMPANIONS, DRAFT, type SetAside, setAside, syncDirectory } from './set-aside.js';
import { takeSoundMark } from './sound-mark.js';
import { saysCorrupt } from './store-failure.js';

/** How long a call waits, with the whole process, for another one that is writing to the file. */
const BUSY_TIMEOUT_MS = 500;

/** After how many pages the log is taken over into the file: more make posts wait less often, fewer let the loop stand still more briefly. */
const CHECKPOINT_PAGES = 2_000;

/** A database that is sound and has today's tables. */
export interface OpenedDatabase {
  readonly db: DatabaseSync;
  /** The file that was there before and could not be used. */
  readonly setAside: SetAside | null;
}

/** Opens the database file, made if there is none; an unusable one is kept aside. Throws what the disk or SQLite say. */
export function openDatabaseFile(path: string, now: Instant): OpenedDatabase {
  finishRestoring(path, now);
  // Not even the copy of a database that was taken away was whole when its process was killed.
  const leftover = !existsSync(path) && [...COMPANIONS, DRAFT].some((suffix) => existsSync(path + suffix));
  const orphan = leftover ? setAside(path, 'corrupt', now) : null;
  reserve(path);
  const found = openSound(path);
  if (typeof found !== 'string') return { db: found, setAside: orphan };

  const kept = setAside(path, found, now);
  reserve(path);
  const fresh = openSound(path);
  if (typeof fresh === 'string') throw new Error(`a new database at ${path} is ${fresh}`);
  return { db: fresh, setAside: kept };
}

/** Makes the directory and an empty file for the owner's eyes only; SQLite gives its companions the same mode. */
function reserve(path: string): void {
  const directory = dirname(path);
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  closeSync(openSync(path, 'a', 0o600));
  // Also a change of the mode to what it is already would count as one.
  if ((statSync(path).mode & 0o777) !== 0o600) chmodSync(path, 0o600);
  syncDirectory(directory);
}

function openSound(path: string): DatabaseSync | SetAside['reason'] {
  const known = takeSoundMark(path);
  const db = connection(path);
  try {
    const verdict = known || isSound(db) ? prepare(db) : 'corrupt';
    if (verdict === 'sound') return db;
    db.close();
    return verdict;
  } catch (error) {
    db.close();
    if (saysCorrupt(error)) return 'corrupt';
    throw error;
  }
}

/** Opens a database of ours once more, of which it is known that it is sound. Throws what the disk or SQLite say. */
export function reopenDatabaseFile(path: string): DatabaseSync {
  const db = connection(path);
  settle(db);
  // The log is made by the first who reads.
  schemaVersion(db);
  return db;
}

function connection(path: string): DatabaseSync {
  return new DatabaseSync(path, { timeout: BUSY_TIMEOUT_MS, enableForeignKeyConstraints: true });
}

/** Reads all of it. */
function isSound(db: DatabaseSync): boolean {
  return db.prepare('PRAGMA integrity_check(1)').get()?.['integrity_check'] === 'ok';
}

function prepare(db: DatabaseSync): 'sound' | SetAside['reason'] {
  if (schemaVersion(db) > MIGRATIONS.length) return 'newer';
  settle(db);
  migrate(db);
  return 'sound';
}

function settle(db: DatabaseSync): void {
  db.exec(`
    PRAGMA auto_vacuum = INCREMENTAL;
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    PRAGMA journal_size_limit = 16777216;
    PRAGMA wal_autocheckpoint = ${CHECKPOINT_PAGES};
  `);
}
