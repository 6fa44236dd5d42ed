import { beforePair } from '../../../domain/before-pair.js';
import type { FormattedText } from './formatted-text.js';
import type { TextEntity } from './text-entity.js';

/** Where a text is cut: the chunk ends at `end`, the next one begins at `next`; between them there is only white space. */
export interface Cut {
  readonly end: number;
  readonly next: number;
}

/** A kind of border, and how full (as a share) a chunk has to be for it to be preferred over the next kind. */
interface Border {
  readonly pattern: RegExp;
  readonly fill: number;
  readonly inCode: boolean;
}

/** Before a paragraph, a line, a line of code, a word, a sentence in a script without blanks; best first. */
const BORDERS: readonly Border[] = [
  { pattern: /\n[^\S\n]*\n\s*/g, fill: 0.4, inCode: false },
  { pattern: /\n/g, fill: 0.5, inCode: false },
  { pattern: /\n(?:[^\S\n]*\n)+/g, fill: 0.6, inCode: true },
  { pattern: /\n/g, fill: 0.25, inCode: true },
  { pattern: /[^\S\n]+/g, fill: 0.5, inCode: true },
  { pattern: /(?<=[。．、，！？；：])/g, fill: 0.5, inCode: true },
];

/** No character that people see as one is longer. */
const LONGEST_CHARACTER = 64;

/** The best place to end a chunk that begins at `start` and may reach up to `limit`, which is inside the text. */
export function cutPoint(body: FormattedText, start: number, limit: number): Cut {
  const near = body.entities.filter((entity) => entity.offset <= limit && endOf(entity) >= start);
  const preformatted = near.filter((entity) => entity.type === 'pre');
  const inCode = (at: number) => preformatted.some((pre) => at > pre.offset && at < endOf(pre));
  const headingEnds = new Set(near.filter((entity) => isHeading(body.text, entity)).map(endOf));
  const allowed = (at: number, border: Border) => border.inCode || !(inCode(at) || headingEnds.has(at));
  const window = body.text.slice(start, limit + 1);
  for (const border of BORDERS) {
    const least = Math.max(1, Math.floor((limit - start) * border.fill));
    const found = lastMatch(window, border.pattern, least, (at) => allowed(start + at, border));
    if (found !== null) return afterBorder(body.text, start + found);
  }
  const end = hardCut(body.text, start, limit);
  return { end, next: end };
}

function lastMatch(window: string, pattern: RegExp, least: number, allowed: (at: number) => boolean): number | null {
  const places = Array.from(window.matchAll(pattern), (match) => match.index);
  return places.findLast((at) => at >= least && at < window.length && allowed(at)) ?? null;
}

/** A heading has become a bold line; it is not left behind at the end of a chunk. */
function isHeading(text: string, entity: TextEntity): boolean {
  const beginsLine = entity.offset === 0 || text.charAt(entity.offset - 1) === '\n';
  return entity.type === 'bold' && beginsLine && text.charAt(endOf(entity)) === '\n';
}

function endOf(entity: TextEntity): number {
  return entity.offset + entity.length;
}

/** Blanks and empty lines at a border go; the indentation of the next line stays. */
function afterBorder(text: string, end: number): Cut {
  const gap = /(?:[^\S\n]*\n)+|[^\S\n]*/y;
  gap.lastIndex = end;
  return { end, next: end + (gap.exec(text)?.[0].length ?? 0) };
}

/** The end of the last whole character before the limit, as people see characters; else between two code points. */
function hardCut(text: string, start: number, limit: number): number {
  const from = beforePair(text, Math.max(start, limit - LONGEST_CHARACTER));
  const characters = new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(
    text.slice(from, limit + LONGEST_CHARACTER),
  );
  const end = from + (characters.containing(limit - from)?.index ?? 0);
  if (end > start) return end;
  return Math.max(beforePair(text, limit), beforePair(text, start + 2));
}
