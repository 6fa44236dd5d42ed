import type { FileProblem, FileRules } from '../../application/ports/system/file-vault.js';
import { confinedPlace } from './confined-place.js';
import { DenyGlobs } from './deny-globs.js';
import { filePath } from './path-shape.js';

/** What is to be done with a file. */
export type FileUse = 'read' | 'write';

/** The names that a use of files is shut to. */
export function deniedNames(
  use: FileUse,
  { secretNames, executedNames }: Pick<FileRules, 'secretNames' | 'executedNames'>,
): DenyGlobs {
  return new DenyGlobs(use === 'read' ? secretNames : [...secretNames, ...executedNames]);
}

/** Why a path can never be used, whatever is on the disk: its text alone is judged; `null` if it may be. */
export function judgePathText(written: string, denied: DenyGlobs): FileProblem | null {
  const path = filePath(written);
  if (!path.ok) return path.problem;
  const glob = denied.denying(path.value);
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
