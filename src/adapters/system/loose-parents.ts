import { lstat, realpath } from 'node:fs/promises';
import { dirname } from 'node:path';
import { effectiveUser } from './own-path.js';

const WRITE_FOR_ALL = 0o002;
const STICKY = 0o1000;

/**
 * Which of the directories above a path, on the way to it and where links lead, let another user replace what is below
 * them; in words. What isn't there yet has no say.
 */
export async function looseParents(path: string, user = effectiveUser()): Promise<readonly string[]> {
  const real = await realpath(path).catch(() => path);
  const parents = new Set([...above(path), ...above(real)]);
  const problems = await Promise.all([...parents].map((parent) => problemOf(parent, user)));
  return problems.filter((problem) => problem !== null);
}

function above(path: string): readonly string[] {
  const parent = dirname(path);
  return parent === path ? [] : [...above(parent), parent];
}

async function problemOf(directory: string, user: number): Promise<string | null> {
  const found = await lstat(directory).catch(() => null);
  if (found === null) return null;
  if (found.uid !== user && found.uid !== 0) return `${directory} belongs to another user (uid ${found.uid})`;
  const loose = found.isDirectory() && (found.mode & WRITE_FOR_ALL) !== 0 && (found.mode & STICKY) === 0;
  return loose ? `everybody may write to ${directory}` : null;
}
