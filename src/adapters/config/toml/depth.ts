import type { Position } from './positions.js';

/** How deep tables and lists may be nested. The deepest key that Untether knows has six parts. */
export const MOST_LEVELS = 100;

/**
 * Where a text nests more than `MOST_LEVELS` deep, by dots or by brackets; `null` if it does not. Parsers call themselves at
 * each level, so it must be known before they are asked. The text need not be TOML.
 */
export function tooDeep(text: string): Position | null {
  const outer: number[] = [];
  let [around, dots] = [0, 0];
  for (let index = 0; index < text.length; index++) {
    switch (text[index]) {
      case '#':
        index = lineEnd(text, index) - 1;
        break;
      case '"':
      case "'":
        index = stringEnd(text, index) - 1;
        break;
      case '[':
      case '{':
        outer.push(around);
        around += dots + 1;
        dots = 0;
        break;
      case ']':
      case '}':
        around = outer.pop() ?? 0;
        dots = 0;
        break;
      case '.':
        dots += 1;
        break;
      case ',':
      case '\n':
        dots = 0;
        break;
      default:
        break;
    }
    if (around + dots > MOST_LEVELS) return positionOf(text, index);
  }
  return null;
}

/** The index behind a string that begins at `start`; one that is not closed ends with its line, or with the text. */
export function stringEnd(text: string, start: number): number {
  const quote = text[start] ?? '';
  const triple = quote.repeat(3);
  const isLong = text.startsWith(triple, start);
  const mark = isLong ? triple : quote;
  let index = start + mark.length;
  for (; index < text.length; index++) {
    if (text[index] === '\n' && !isLong) return index;
    if (text.startsWith(mark, index)) return index + mark.length + (isLong ? quotesAt(text, index + 3, quote) : 0);
    if (text[index] === '\\' && quote === '"' && text[index + 1] !== '\n') index++;
  }
  return text.length;
}

/** A long string may end in one or two quotes of its own. */
function quotesAt(text: string, index: number, quote: string): number {
  if (text[index] !== quote) return 0;
  return text[index + 1] === quote ? 2 : 1;
}

/** The index of the line break behind `index`, or the end of the text. */
export function lineEnd(text: string, index: number): number {
  const end = text.indexOf('\n', index);
  return end === -1 ? text.length : end;
}

function positionOf(text: string, index: number): Position {
  const before = text.slice(0, index);
  return { line: before.split('\n').length, column: index - before.lastIndexOf('\n') };
}
