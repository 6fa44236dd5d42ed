import { beforePair } from './formatted-text.js';

/** The text in at most `longest` UTF-16 units: cut after a word if one ends in its last third, with an ellipsis. */
export function shorten(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const head = text.slice(0, beforePair(text, Math.max(0, longest - 1)));
  const wordEnd = /\s+\S*$/.exec(head)?.index ?? 0;
  return `${(wordEnd > (longest * 2) / 3 ? head.slice(0, wordEnd) : head).trimEnd()}…`;
}

/** The text in one line of at most `longest` UTF-16 units. */
export function shortLine(text: string, longest: number): string {
  return shorten(text.replace(/\s+/g, ' ').trim(), longest);
}
