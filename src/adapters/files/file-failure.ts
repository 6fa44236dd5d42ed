import type { FileProblem } from '../../application/ports/system/file-vault.js';

/** A failed call of `node:fs` as a problem with the file at `path`; anything else is a bug and is thrown again. */
export function fileFailure(error: unknown, path: string): FileProblem {
  const code = systemCode(error);
  if (code === null) throw error;
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return { kind: 'disk-full', path };
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return { kind: 'not-permitted', path };
    case 'ENOENT':
      return { kind: 'missing', path };
    case 'EEXIST':
      return { kind: 'exists', path };
    case 'ENOTDIR':
      return { kind: 'not-a-directory', path };
    case 'ELOOP':
      return { kind: 'symbolic-link', path };
    // ENXIO is what opening a socket gives.
    case 'EISDIR':
    case 'ENXIO':
      return { kind: 'not-a-file', path };
    case 'ENAMETOOLONG':
      return { kind: 'bad-path', path, fault: 'too-long' };
    default:
      return { kind: 'failed', path, message: code };
  }
}

/** The system's name for why a call failed (errno(3)); `null` for an error that is not the system's. */
export function systemCode(error: unknown): string | null {
  const isSystems = error instanceof Error && 'syscall' in error && 'code' in error;
  return isSystems && typeof error.code === 'string' ? error.code : null;
}
