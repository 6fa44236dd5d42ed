import picomatch from 'picomatch';
import type { NameGlob } from '../../application/ports/system/file-vault.js';

/** Names that are denied, each made ready to match when it is first needed. */
export class DenyGlobs {
  readonly #globs: readonly NameGlob[];
  readonly #matchers = new Map<NameGlob, (path: string) => boolean>();
  #any: ((path: string) => boolean) | null = null;

  constructor(globs: readonly NameGlob[]) {
    this.#globs = globs;
  }

  /** The first glob that denies the absolute path, or a directory that it lies in; `null` if none does. */
  denying(path: string): NameGlob | null {
    const names = spellings(path);
    return this.#globs.find((glob) => names.some(this.#matcher(glob))) ?? null;
  }

  /** Whether any of them does, which of many paths is told faster. */
  denies(path: string): boolean {
    this.#any ??= matcherOf(this.#globs);
    return spellings(path).some(this.#any);
  }

  #matcher(glob: NameGlob): (path: string) => boolean {
    const made = this.#matchers.get(glob) ?? matcherOf([glob]);
    this.#matchers.set(glob, made);
    return made;
  }
}

function matcherOf(globs: readonly NameGlob[]): (path: string) => boolean {
  const options = { dot: true, nocase: true, nonegate: true };
  const patterns = globs.flatMap((glob) => {
    const anchored = glob.startsWith('/') ? glob.slice(1) : `**/${glob}`;
    return [anchored, `${anchored}/**`].map((one) => picomatch.makeRe(one, options).source);
  });
  const any = new RegExp(patterns.map((one) => `(?:${one})`).join('|'), 'i');
  return (path) => patterns.length > 0 && any.test(path);
}

/** A path as it is written, and as others may take it to be. */
function spellings(path: string): readonly string[] {
  const inner = path.replace(/^\/+/, '');
  const other = folded(inner);
  return other === inner ? [inner] : [inner, other];
}

/** As a file system compares names that takes different characters for the same: `.ſsh` may open `.ssh`. */
function folded(path: string): string {
  return path
    .normalize('NFKC')
    .replaceAll(/\p{Default_Ignorable_Code_Point}/gu, '')
    .toLowerCase();
}
