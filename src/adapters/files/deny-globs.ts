import picomatch from 'picomatch';
import type { NameGlob } from '../../application/ports/system/file-vault.js';

/** Names that are denied, each made ready to match when it is first needed. */
export class DenyGlobs {
  readonly #globs: readonly NameGlob[];
  readonly #matchers = new Map<NameGlob, (path: string) => boolean>();

  constructor(globs: readonly NameGlob[]) {
    this.#globs = globs;
  }

  /** The first glob that denies the absolute path, or a directory that it lies in; `null` if none does. */
  denying(path: string): NameGlob | null {
    const inner = path.replace(/^\/+/, '');
    const names = [inner, folded(inner)];
    return this.#globs.find((glob) => names.some(this.#matcher(glob))) ?? null;
  }

  #matcher(glob: NameGlob): (path: string) => boolean {
    const made = this.#matchers.get(glob) ?? matcher(glob);
    this.#matchers.set(glob, made);
    return made;
  }
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
