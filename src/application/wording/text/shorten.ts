import { beforePair } from '../../../domain/before-pair.js';

/** The text in at most `longest` UTF-16 units: cut after a word if one ends in its last third, with an ellipsis. */
export function shorten(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const head = text.slice(0, beforePair(text, Math.max(0, longest - 1)));
  const whole = head.slice(0, lastBlank(head)).trimEnd();
  return `${whole.length > (longest * 2) / 3 ? whole : head.trimEnd()}…`;
}

/** Where the last white space stands; 0 if there is none. */
function lastBlank(text: string): number {
  let at = text.length - 1;
  while (at > 0 && !BLANK.test(text.charAt(at))) at--;
  return Math.max(0, at);
}

const BLANK = /\s/;

/** The text in one line of at most `longest` UTF-16 units. */
export function shortLine(text: string, longest: number): string {
  return shorten(text.replace(/\s+/g, ' ').trim(), longest);
}
