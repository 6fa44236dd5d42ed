import { errorCode } from '../../../domain/error-text.js';

/** What keeps the database from working, as far as a person can do something about it. */
export type StoreFailureKind = 'disk-full' | 'not-writable' | 'busy' | 'closed' | 'not-in-place' | 'broken';

/** A call to the store that could not be carried out; nothing of it is on disk. The vendor's error is the `cause`. */
export class StoreFailure extends Error {
  readonly kind: StoreFailureKind;

  constructor(kind: StoreFailureKind, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'StoreFailure';
    this.kind = kind;
  }
}

/** SQLite's primary result code (https://sqlite.org/rescode.html) behind an error of `node:sqlite`, else `null`. */
export function sqliteCode(error: unknown): number | null {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number') return null;
  return error.errcode & 0xff;
}

/** Whether the error says that the file is not a sound database. */
export function saysCorrupt(error: unknown): boolean {
  const code = sqliteCode(error);
  return code === SQLITE.corrupt || code === SQLITE.notADatabase;
}

/** Whether the error says that nothing can be written, and not that something is wrong with what was to be written. */
export function saysRefused(error: unknown): boolean {
  if (error instanceof StoreFailure) return error.kind !== 'closed';
  const code = sqliteCode(error);
  return code !== null && REFUSALS.includes(code);
}

/** What an error of `node:sqlite` or `node:fs` means for the person who runs the program. */
export function failureKind(error: unknown): StoreFailureKind {
  switch (sqliteCode(error)) {
    case SQLITE.full:
      return 'disk-full';
    case SQLITE.readOnly:
    case SQLITE.cannotOpen:
    case SQLITE.permission:
      return 'not-writable';
    case SQLITE.busy:
    case SQLITE.locked:
      return 'busy';
    default:
      return fileFailureKind(error);
  }
}

/** The error as a `StoreFailure`, if it came from SQLite; any other error stays what it is. */
export function asStoreFailure(error: unknown): unknown {
  if (!(error instanceof Error) || sqliteCode(error) === null) return error;
  return new StoreFailure(failureKind(error), `the database refused: ${error.message}`, error);
}

function fileFailureKind(error: unknown): StoreFailureKind {
  switch (errorCode(error)) {
    case 'ENOSPC':
    case 'EDQUOT':
      return 'disk-full';
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
    case 'ENOTDIR':
    case 'EISDIR':
    case 'EEXIST':
    case 'ENOENT':
      return 'not-writable';
    default:
      return 'broken';
  }
}

const SQLITE = {
  permission: 3,
  busy: 5,
  locked: 6,
  readOnly: 8,
  corrupt: 11,
  failed: 10,
  full: 13,
  cannotOpen: 14,
  notADatabase: 26,
} as const;

const REFUSALS: readonly number[] = [SQLITE.permission, SQLITE.readOnly, SQLITE.failed, SQLITE.full, SQLITE.cannotOpen];
