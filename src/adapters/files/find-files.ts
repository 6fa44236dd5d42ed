import picomatch from 'picomatch';
import type { FileProblem, FileRules, FileSearch, FoundFile } from '../../application/ports/system/file-vault.js';
import { ok, type Result } from '../../domain/result.js';
import type { DenyGlobs } from './deny-globs.js';
import { walkDirectory } from './walk-directory.js';

/** The regular files below a directory whose relative path the glob matches, as a shell would, hidden ones too. */
export async function findFiles(
  { directory, glob, most }: FileSearch,
  rules: FileRules,
  names: DenyGlobs,
): Promise<Result<readonly FoundFile[], FileProblem>> {
  const matches = picomatch(glob, { dot: true, nonegate: true, strictSlashes: true });
  const depth = glob.includes('**') ? Number.POSITIVE_INFINITY : glob.split('/').length;
  const isWanted = (path: string, kind: string) => kind === 'file' && matches(path);
  const found: FoundFile[] = [];
  for await (const walked of walkDirectory({ directory, rules, names, depth, isWanted })) {
    if (!walked.ok) return walked;
    found.push(...walked.value.entries.map(({ path, bytes }) => ({ path, bytes })).toSorted(byPath));
    if (found.length >= most) break;
  }
  return ok(found.slice(0, most));
}

function byPath(one: FoundFile, other: FoundFile): number {
  return one.path < other.path ? -1 : 1;
}
