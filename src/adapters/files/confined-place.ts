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
    const root = (await realRoots(rules)).find((one) => isBelow(one, target));
    if (root === undefined) return fail({ kind: 'outside-roots', path, roots: rules.roots });
    const problem = objectionTo(path, target, names);
    if (problem !== null) return fail(problem);
    if ((await shutPlaces(rules.denied))(target)) return fail({ kind: 'own-file', path });
    return ok({ directory, missing, name, isTooDeep: isTooDeep(root, target) });
  } catch (error) {
    return fail(fileFailure(error, path));
  }
}

/** Where an existing directory is, without symbolic links, and what in it is shut. */
export interface ConfinedDirectory {
  readonly directory: string;
  /** Whether the rules shut what is at an absolute path without symbolic links. */
  isShut(target: string): boolean;
}

/** The same for a directory, which may be a root, or a link that leads to a directory in one. */
export async function confinedDirectory(
  path: string,
  rules: FileRules,
  names: DenyGlobs,
): Promise<Result<ConfinedDirectory, FileProblem>> {
  try {
    const directory = await realpath(path);
    const isInside = (await realRoots(rules)).some((one) => isAtOrBelow(one, directory));
    if (!isInside) return fail({ kind: 'outside-roots', path, roots: rules.roots });
    const problem = objectionTo(path, directory, names);
    if (problem !== null) return fail(problem);
    const isShut = await shutPlaces(rules.denied);
    return isShut(directory) ? fail({ kind: 'own-file', path }) : ok({ directory, isShut });
  } catch (error) {
    return fail(fileFailure(error, path));
  }
}

/** The roots that can be got to: one that nobody can get to must not shut the others. */
async function realRoots({ roots }: FileRules): Promise<readonly string[]> {
  const found = await Promise.all(roots.map((one) => realPathOf(one).catch(() => null)));
  return found.filter((one) => one !== null);
}

function objectionTo(path: string, target: string, names: DenyGlobs): FileProblem | null {
  if (SYSTEM.some((one) => isAtOrBelow(one, path) || isAtOrBelow(one, target))) return { kind: 'system-file', path };
  const glob = names.denying(path) ?? names.denying(target);
  return glob === null ? null : { kind: 'denied-name', path, glob };
}

/** Tells whether a path is in one of the places, as they lie now. */
async function shutPlaces(denied: readonly DeniedPlace[]): Promise<(target: string) => boolean> {
  const places = await Promise.all(
    denied.map(async ({ path, except }) => {
      const names = await namesOf(path);
      const exceptions = await Promise.all(except.map(realPathOf));
      // One that is a link back to the place itself opens nothing.
      return { names, open: exceptions.filter((one) => !names.some((name) => isAtOrBelow(one, name))) };
    }),
  );
  return (target) =>
    places.some(
      ({ names, open }) => names.some((name) => isAtOrBelow(name, target)) && !open.some((one) => isBelow(one, target)),
    );
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
