import { realpath } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { errorCode } from '../../domain/error-text.js';

/** The absolute path of `inner` below `root`, or `null` where it leads out of it, symlinks on the way included. */
export async function containedPath(root: string, inner: string): Promise<string | null> {
  const path = resolve(root, inner);
  if (!isBelow(resolve(root), path)) return null;
  return isBelow(await realPathOf(resolve(root)), await realPathOf(path)) ? path : null;
}

/** Where the path really is; the part that does not exist yet is taken as it stands. */
export async function realPathOf(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    const parent = dirname(path);
    if (errorCode(error) !== 'ENOENT' || parent === path) throw error;
    return join(await realPathOf(parent), relative(parent, path));
  }
}

/** Whether `path` is strictly below `root`, by name alone. */
export function isBelow(root: string, path: string): boolean {
  const way = relative(root, path);
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !way.startsWith(sep);
}
