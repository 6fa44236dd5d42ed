import { mkdirSync, mkdtempSync, readFileSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** What the kernel keeps of a socket's path, without the final zero byte (unix(7); macOS keeps four less). */
const LONGEST_PATH_BYTES = process.platform === 'linux' ? 107 : 103;
/** Of directories that are made for a socket whose own path would be too long. */
const SHORT = 'untether-';

/** Where a program that uses the state directory listens. */
export function socketPath(stateDirectory: string): string {
  return notedPath(stateDirectory) ?? usualPath(stateDirectory);
}

/**
 * Clears away what an earlier process left, and answers where to listen: in a directory for the owner's eyes only, in the
 * state directory or, where that path is too long, in `shortDirectory`, which is noted there. Only for the one process
 * that holds the state directory's lock.
 */
export function claimSocketPath(stateDirectory: string, shortDirectory: string): string {
  releaseSocketPath(stateDirectory);
  const usual = usualPath(stateDirectory);
  mkdirSync(dirname(usual), { recursive: true, mode: 0o700 });
  if (Buffer.byteLength(usual) <= LONGEST_PATH_BYTES) return usual;
  const short = join(mkdtempSync(join(shortDirectory, SHORT)), 'socket');
  writeFileSync(notePath(stateDirectory), short, { mode: 0o600 });
  return short;
}

/** Removes the socket, and the directory that was made for it. */
export function releaseSocketPath(stateDirectory: string): void {
  rmSync(usualPath(stateDirectory), { force: true });
  const noted = notedPath(stateDirectory);
  if (noted === null) return;
  rmSync(notePath(stateDirectory), { force: true });
  if (!basename(dirname(noted)).startsWith(SHORT)) return;
  try {
    rmSync(noted, { force: true });
    rmdirSync(dirname(noted));
  } catch {
    // A temporary directory is emptied by others, too.
  }
}

function usualPath(stateDirectory: string): string {
  return join(stateDirectory, 'control', 'socket');
}

function notePath(stateDirectory: string): string {
  return join(stateDirectory, 'control', 'path');
}

function notedPath(stateDirectory: string): string | null {
  try {
    return readFileSync(notePath(stateDirectory), 'utf8').trim();
  } catch {
    return null;
  }
}
