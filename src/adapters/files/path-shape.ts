import { homedir } from 'node:os';
import { isAbsolute, join, normalize, relative, sep } from 'node:path';
import type { FileProblem, PathFault } from '../../application/ports/system/file-vault.js';
import { fail, ok, type Result } from '../../domain/result.js';

/** What file systems take as a name, and Linux as a path, in bytes. */
export const LONGEST_NAME = 255;
const LONGEST_PATH = 4_095;
/** How many names the way from a root to a new file may have, its own included. */
const DEEPEST = 15;

/** The path of a file without `~`, empty and `.` segments; a problem if it could not be one, judged by its text alone. */
export function filePath(written: string): Result<string, FileProblem> {
  const fault = faultOf(written);
  if (fault !== null) return fail({ kind: 'bad-path', path: written, fault });
  return ok(normalize(withHome(written)));
}

/** The same of a directory, which may end in slashes and be the top. */
export function directoryPath(written: string): Result<string, FileProblem> {
  const bare = written.replace(/(?<=[^/])\/+$/, '');
  return /^\/+$/.test(bare) ? ok('/') : filePath(bare === '~' ? homedir() : bare);
}

/** Whether `path` is strictly below `directory`, by name alone; both are absolute. */
export function isBelow(directory: string, path: string): boolean {
  const way = relative(directory, path);
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

/** Whether a file is too far below `directory` to be made there. */
export function isTooDeep(directory: string, path: string): boolean {
  return relative(directory, path).split(sep).length > DEEPEST;
}

function faultOf(written: string): PathFault | null {
  const segments = written.split('/');
  const last = segments.at(-1) ?? '';
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  if (/[\u0000-\u001f\u007f]/.test(written)) return 'control-character';
  if (last === '' || last === '.' || written === '~') return 'no-name';
  if (!isAbsolute(written) && !written.startsWith('~/')) return 'relative';
  if (segments.includes('..')) return 'parent-segment';
  const isLong = segments.some((segment) => Buffer.byteLength(segment) > LONGEST_NAME);
  return isLong || Buffer.byteLength(withHome(written)) > LONGEST_PATH ? 'too-long' : null;
}

function withHome(written: string): string {
  return written.startsWith('~/') ? join(homedir(), written.slice(2)) : written;
}
