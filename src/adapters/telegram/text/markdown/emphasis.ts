import { Hooks } from 'marked';
import { beforePair } from '../../../../domain/before-pair.js';

/** A letter or digit of a script that puts blanks between words. */
const WORD = /[\p{L}\p{N}](?<![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}])$/u;

/** One `*` between two letters or digits, as in `x*y`. */
const STAR_IN_WORD = /(?<![*\\])(?<=[\p{L}\p{N}])\*(?=[\p{L}\p{N}])(?!\*)/gu;
const WIDE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

/** Longer names are no such ones. */
const LONGEST_NAME = 80;

/** What programs call by such names: `__init__.py`, `src/__tests__/`, `__main__`. */
const DUNDER =
  /^__(?:[a-z][a-z0-9]*(?:_[a-z0-9]+)*__(?=\.\w|\(|\/)|(?:init|main|name|file|all|call|new|del|str|repr|eq|hash|len|iter|next|enter|exit|dict|class|doc|version|proto|dirname|filename|tests|mocks|snapshots|fixtures|pycache)__(?!\w))/;

/** Whether the run of a mark at a place of a text is part of what is said: those of `x*y*z`, `2**3` and `__init__.py`. */
export function areLiteral(mark: string, text: string, at: number): boolean {
  let [start, end] = [at, at + 1];
  while (start > 0 && text.charAt(start - 1) === mark) start--;
  while (text.charAt(end) === mark) end++;
  if (mark === '_') return DUNDER.test(text.slice(start, start + LONGEST_NAME));
  return WORD.test(lastCharacter(text, start)) && WORD.test(String.fromCodePoint(text.codePointAt(end) ?? 0));
}

function lastCharacter(text: string, end: number): string {
  return text.slice(Math.max(0, beforePair(text, end - 1)), end);
}

/** Keeps a `*` inside a word from being taken for the end of an emphasis that began elsewhere. */
export class WordHooks extends Hooks {
  override emStrongMask(masked: string): string {
    return masked.replace(STAR_IN_WORD, (star, at: number) => (isWide(masked, at) ? star : 'a'));
  }
}

function isWide(text: string, at: number): boolean {
  return WIDE.test(text.charAt(at - 1)) || WIDE.test(text.charAt(at + 1));
}
