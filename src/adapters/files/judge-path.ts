import type { FileProblem, FileRules, NameGlob } from '../../application/ports/system/file-vault.js';
import { confinedPlace } from './confined-place.js';
import { denyingGlob } from './deny-globs.js';
import { filePath } from './path-shape.js';

/** What is to be done with a file. */
export type FileUse = 'read' | 'write';

/** The names that a use of files is shut to. */
export function deniedNames(
  use: FileUse,
  { secretNames, executedNames }: Pick<FileRules, 'secretNames' | 'executedNames'>,
): readonly NameGlob[] {
  return use === 'read' ? secretNames : [...secretNames, ...executedNames];
}

/** Why a path can never be used, whatever is on the disk: its text alone is judged; `null` if it may be. */
export function judgePathText(written: string, globs: readonly NameGlob[]): FileProblem | null {
  const path = filePath(written);
  if (!path.ok) return path.problem;
  const glob = denyingGlob(globs, path.value);
  return glob === null ? null : { kind: 'denied-name', path: path.value, glob };
}

/** Why a path can't be used as the disk is now; `null` if it can. Touches nothing. */
export async function judgePathOnDisk(written: string, use: FileUse, rules: FileRules): Promise<FileProblem | null> {
  const path = filePath(written);
  if (!path.ok) return path.problem;
  const place = await confinedPlace(path.value, rules, deniedNames(use, rules));
  if (!place.ok) return place.problem;
  return use === 'write' && place.value.isTooDeep ? { kind: 'bad-path', path: path.value, fault: 'too-deep' } : null;
}
