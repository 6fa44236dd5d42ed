import type { FileProblem, FileRules } from '../../application/ports/system/file-vault.js';
import { ok, type Result } from '../../domain/result.js';
import { type ConfinedPlace, confinedPlace } from './confined-place.js';
import type { DenyGlobs } from './deny-globs.js';
import { filePath } from './path-shape.js';

/** Where a path that somebody wrote leads. */
export interface FoundPlace {
  /** Absolute and normalised. */
  readonly path: string;
  readonly place: ConfinedPlace;
}

/** Finds it out, and refuses what the rules do for such `names`. */
export async function findPlace(
  written: string,
  rules: FileRules,
  names: DenyGlobs,
): Promise<Result<FoundPlace, FileProblem>> {
  const path = filePath(written);
  if (!path.ok) return path;
  const place = await confinedPlace(path.value, rules, names);
  return place.ok ? ok({ path: path.value, place: place.value }) : place;
}
