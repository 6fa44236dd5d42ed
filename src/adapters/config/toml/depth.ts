import type { Position } from './lines.js';
import { lineEnd, stringEnd } from './scan.js';

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

function positionOf(text: string, index: number): Position {
  const before = text.slice(0, index);
  return { line: before.split('\n').length, column: index - before.lastIndexOf('\n') };
}
