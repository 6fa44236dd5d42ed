import type { Position } from './lines.js';

const LINE_FEED = 0x0a;

/** Where bytes that are not UTF-8 stop being it, counted in characters. To be asked only about such bytes. */
export function firstBadByte(bytes: Uint8Array): Position {
  let line = 1;
  for (let start = 0; start <= bytes.length; line++) {
    const found = bytes.indexOf(LINE_FEED, start);
    const end = found === -1 ? bytes.length : found;
    const text = bytes.subarray(start, end);
    if (decoded(text) === null) return { line, column: goodCharacters(text) + 1 };
    start = end + 1;
  }
  return { line, column: 1 };
}

/** How many characters stand before the first byte that fits nowhere: halving, as every part of a good text is good. */
function goodCharacters(line: Uint8Array): number {
  let [good, bad] = [0, line.length];
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (decoded(line.subarray(0, middle), { stream: true }) === null) bad = middle;
    else good = middle;
  }
  return [...(decoded(line.subarray(0, good), { stream: true }) ?? '')].length;
}

/** `null` if it is not UTF-8; with `stream` a character may be cut at the end. */
function decoded(bytes: Uint8Array, options: { readonly stream?: boolean } = {}): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, options);
  } catch {
    return null;
  }
}
