import { readlink, realpath } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { DeniedPlace, FileProblem, FileRules } from '../../application/ports/system/file-vault.js';
import { fail, ok, type Result } from '../../domain/result.js';
import type { DenyGlobs } from './deny-globs.js';
import { fileFailure, systemCode } from './file-failure.js';
import { isBelow, isTooDeep } from './path-shape.js';

/** Where a file really is or would be: in a directory without symbolic links, of which the last part may be missing. */
export interface ConfinedPlace {
  /** Exists. */
  readonly directory: string;
  /** The directories below it that are to be made, outermost first. */
  readonly missing: readonly string[];
  readonly name: string;
  /** Nothing new may be made there. */
  readonly isTooDeep: boolean;
}

/** How many symbolic links may lead from one to the next (path_resolution(7)). */
const MOST_LINKS = 40;

/** Where the kernel shows itself as files, whatever the roots are. */
const SYSTEM = ['/proc', '/sys', '/dev'];

/**
 * Finds out where `path`, absolute and normalised, leads, and refuses what the rules do for such `names`. A link at
 * its end is not followed.
 */
export async function confinedPlace(
  path: string,
  rules: FileRules,
  names: DenyGlobs,
): Promise<Result<ConfinedPlace, FileProblem>> {
  try {
    const { directory, missing } = await resolved(dirname(path));
    const name = basename(path);
    const target = join(directory, ...missing, name);
    // A root that nobody can get to must not shut the others.
    const roots = await Promise.all(rules.roots.map((one) => realPathOf(one).catch(() => null)));
    const root = roots.filter((one) => one !== null).find((one) => isBelow(one, target));
    if (root === undefined) return fail({ kind: 'outside-roots', path, roots: rules.roots });
    if (SYSTEM.some((one) => isAtOrBelow(one, path) || isAtOrBelow(one, target)))
      return fail({ kind: 'system-file', path });
    const glob = names.denying(path) ?? names.denying(target);
    if (glob !== null) return fail({ kind: 'denied-name', path, glob });
    if (await isDenied(target, rules.denied)) return fail({ kind: 'own-file', path });
    return ok({ directory, missing, name, isTooDeep: isTooDeep(root, target) });
  } catch (error) {
    return fail(fileFailure(error, path));
  }
}

async function isDenied(target: string, denied: readonly DeniedPlace[]): Promise<boolean> {
  const verdicts = denied.map(async ({ path, except }) => {
    const names = await namesOf(path);
    if (!names.some((name) => isAtOrBelow(name, target))) return false;
    const exceptions = await Promise.all(except.map(realPathOf));
    // One that is a link back to the place itself opens nothing.
    const open = exceptions.filter((one) => !names.some((name) => isAtOrBelow(one, name)));
    return !open.some((one) => isBelow(one, target));
  });
  return (await Promise.all(verdicts)).includes(true);
}

function isAtOrBelow(place: string, path: string): boolean {
  return place === path || isBelow(place, path);
}

/** Every path by which symbolic links lead on to what is at `path`, each without links on the way. */
async function namesOf(path: string): Promise<readonly string[]> {
  const names: string[] = [];
  let next: string | null = path;
  while (next !== null && names.length < MOST_LINKS) {
    const name: string = join(await realPathOf(dirname(next)), basename(next));
    names.push(name);
    const link: string | null = await readlink(name).catch(() => null);
    next = link === null ? null : resolve(dirname(name), link);
  }
  return names;
}

async function realPathOf(path: string): Promise<string> {
  const { directory, missing } = await resolved(path);
  return join(directory, ...missing);
}

/** The path without symbolic links, divided where it ceases to exist. */
async function resolved(path: string): Promise<Pick<ConfinedPlace, 'directory' | 'missing'>> {
  try {
    return { directory: await realpath(path), missing: [] };
  } catch (error) {
    if (systemCode(error) !== 'ENOENT' || dirname(path) === path) throw error;
    const { directory, missing } = await resolved(dirname(path));
    return { directory, missing: [...missing, basename(path)] };
  }
}
