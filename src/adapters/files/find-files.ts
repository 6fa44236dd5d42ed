import type { FileProblem, FileRules, FileSearch, FoundFile } from '../../application/ports/system/file-vault.js';
import { ok, type Result } from '../../domain/result.js';
import type { DenyGlobs } from './deny-globs.js';
import { walkDirectory } from './walk-directory.js';

/** One character of a segment, or any number of them. */
type Sign = ((letter: string) => boolean) | '*';

/** What one segment of a path must be, or any number of them. */
type Segment = readonly Sign[] | '**';

/** So many patterns may be meant by braces; beyond that these stand for themselves. */
const MOST_MEANT = 64;

/** The regular files below a directory whose relative path the glob matches, as a shell would, hidden ones too. */
export async function findFiles(
  { directory, glob, most }: FileSearch,
  rules: FileRules,
  names: DenyGlobs,
): Promise<Result<readonly FoundFile[], FileProblem>> {
  const matches = globMatcher(glob);
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

/**
 * Tells what a glob with `*`, `?`, `**`, classes and braces matches. A regular expression may take time without end for one that
 * somebody writes in a chat; this takes the product of the lengths at most.
 */
function globMatcher(glob: string): (path: string) => boolean {
  const patterns = meantBy(glob).map((one) =>
    one.split('/').map((segment): Segment => (segment === '**' ? '**' : signsOf(segment))),
  );
  return (path) => {
    const segments = path.split('/').map((segment) => [...segment]);
    return patterns.some((pattern) => isLike(pattern, segments, '**', fits));
  };
}

function fits(segment: Segment, letters: readonly string[]): boolean {
  return segment !== '**' && isLike(segment, letters, '*', (sign, letter) => sign !== '*' && sign(letter));
}

/** Whether the pattern is like all of the items; only the last of those that stand for any number is ever tried anew. */
function isLike<P, I>(
  pattern: readonly P[],
  items: readonly I[],
  any: P,
  like: (part: P, item: I) => boolean,
): boolean {
  let [at, part, lastAny, lastAt] = [0, 0, -1, 0];
  while (at < items.length) {
    const [wanted, item] = [pattern[part], items[at]];
    if (wanted === any) {
      lastAny = part++;
      lastAt = at;
    } else if (wanted !== undefined && item !== undefined && like(wanted, item)) {
      part++;
      at++;
    } else if (lastAny >= 0) {
      part = lastAny + 1;
      at = ++lastAt;
    } else return false;
  }
  return pattern.slice(part).every((one) => one === any);
}

function signsOf(segment: string): readonly Sign[] {
  // An escaped character, a class, or a character.
  const parts = segment.match(/\\.|\[[!^]?\]?[^\]]*\]|./gsu) ?? [];
  return parts.map((part): Sign => {
    if (part === '*') return '*';
    if (part === '?') return () => true;
    if (part.length > 1 && part.startsWith('[')) return classOf(part);
    const literal = part.length > 1 && part.startsWith('\\') ? part.slice(1) : part;
    return (letter) => letter === literal;
  });
}

function classOf(part: string): (letter: string) => boolean {
  const isNot = /^\[[!^]/.test(part);
  const members = [...part.slice(isNot ? 2 : 1, -1).matchAll(/(.)-(.)|(.)/gsu)].map(
    ([, from, to, one = '']) => [from ?? one, to ?? one] as const,
  );
  return (letter) => members.some(([from, to]) => from <= letter && letter <= to) !== isNot;
}

/** The patterns that the braces in one stand for. */
function meantBy(glob: string): readonly string[] {
  const meant = [glob];
  for (let index = 0; index < meant.length; ) {
    const one = meant[index] ?? '';
    const [braces, inner = ''] = /\{([^{}]*,[^{}]*)\}/.exec(one) ?? [];
    if (braces === undefined) index++;
    else meant.splice(index, 1, ...inner.split(',').map((choice) => one.replace(braces, () => choice)));
    if (meant.length > MOST_MEANT) return [glob];
  }
  return meant;
}
