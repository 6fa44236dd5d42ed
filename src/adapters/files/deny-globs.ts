import picomatch from 'picomatch';
import type { NameGlob } from '../../application/ports/system/file-vault.js';

/** The first glob that denies the absolute path, or a directory that it lies in; `null` if none does. */
export function denyingGlob(globs: readonly NameGlob[], path: string): NameGlob | null {
  const inner = path.replace(/^\/+/, '');
  return globs.find((glob) => [inner, folded(inner)].some(matcher(glob))) ?? null;
}

function matcher(glob: NameGlob): (path: string) => boolean {
  const anchored = glob.startsWith('/') ? glob.slice(1) : `**/${glob}`;
  return picomatch([anchored, `${anchored}/**`], { dot: true, nocase: true, nonegate: true });
}

/** As a file system compares names that takes different characters for the same: `.ſsh` may open `.ssh`. */
function folded(path: string): string {
  return path
    .normalize('NFKC')
    .replaceAll(/\p{Default_Ignorable_Code_Point}/gu, '')
    .toLowerCase();
}
