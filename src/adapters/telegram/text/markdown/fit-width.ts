import { beforePair } from '../../../../domain/before-pair.js';
import { displayWidth } from './display-width.js';

const ELLIPSIS = '…';

/** No more units than these are looked at for each column: what people see as one character is rarely longer. */
const UNITS_A_COLUMN = 16;

/** The text in at most so many columns of a fixed-width font; what is left out of its end shows as `…`. */
export function fitWidth(text: string, columns: number): string {
  if (isWithin(text, columns)) return text;
  return columns < 1 ? '' : headOf(text, columns - 1).trimEnd() + ELLIPSIS;
}

/** The same, left out of its middle: the end of a path tells as much as its beginning. */
export function fitWidthInMiddle(text: string, columns: number): string {
  if (isWithin(text, columns)) return text;
  if (columns < 1) return '';
  const head = headOf(text, Math.floor((columns - 1) / 3));
  return head + ELLIPSIS + tailOf(text, columns - 1 - displayWidth(head));
}

function isWithin(text: string, columns: number): boolean {
  return text.length <= columns * UNITS_A_COLUMN && displayWidth(text) <= columns;
}

function headOf(text: string, columns: number): string {
  const seen = text.slice(0, beforePair(text, columns * UNITS_A_COLUMN));
  return takeWithin(charactersOf(seen), columns).join('');
}

function tailOf(text: string, columns: number): string {
  const seen = text.slice(beforePair(text, Math.max(0, text.length - columns * UNITS_A_COLUMN)));
  return takeWithin(charactersOf(seen).reverse(), columns).reverse().join('');
}

/** What people see as one character each. */
function charactersOf(text: string): string[] {
  const segments = new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text);
  return Array.from(segments, ({ segment }) => segment);
}

function takeWithin(characters: readonly string[], columns: number): string[] {
  const taken: string[] = [];
  let width = 0;
  for (const character of characters) {
    width += displayWidth(character);
    if (width > columns) break;
    taken.push(character);
  }
  return taken;
}
