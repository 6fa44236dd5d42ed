import { lineEnd, stringEnd } from './scan.js';

/** Of a string in quotes, in characters. The slower parser calls a function with an argument for each, which the stack limits. */
const LONGEST = 10_000;

/** A text of TOML in which no string is long. */
export interface Shortened {
  readonly text: string;
  /** Where what stands at an offset of it stands in the text that it was made from. */
  original(offset: number): number;
}

/** Puts a short string in the place of each long one; what it says is lost, where everything stands is not. */
export function shortened(text: string): Shortened {
  const parts: string[] = [];
  const cuts: { readonly from: number; readonly shift: number }[] = [];
  let [copied, length] = [0, 0];
  for (let index = 0; index < text.length; index++) {
    const character = text[index];
    if (character === '#') index = lineEnd(text, index);
    if (character !== '"' && character !== "'") continue;
    const end = stringEnd(text, index);
    if (end - index > LONGEST) {
      const part = `${text.slice(copied, index)}"long string ${cuts.length}"`;
      parts.push(part);
      [copied, length] = [end, length + part.length];
      cuts.push({ from: length, shift: copied - length });
    }
    index = end - 1;
  }
  if (cuts.length === 0) return { text, original: (offset) => offset };
  parts.push(text.slice(copied));
  return {
    text: parts.join(''),
    original: (offset) => offset + (cuts.findLast(({ from }) => from <= offset)?.shift ?? 0),
  };
}
