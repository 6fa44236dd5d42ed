import { HOSTILE_TEXTS } from './outside-text/hostile-texts.js';
import { type Figure, IGNORED_MS, type Lengths, MOST_TIMES, measure } from './outside-text/law.js';
import { READERS } from './outside-text/readers.js';

/** How one function stood up to all hostile texts: its slowest one, and every one that broke the law. */
export interface Stand {
  readonly reader: string;
  readonly slowest: Figure;
  readonly broken: readonly Figure[];
}

/** Feeds every hostile text through every function that takes text from outside; 1 MB against 100 kB unless said otherwise. */
export function* attackOutsideText(lengths: Lengths = MEGABYTE, only = ''): Generator<Stand> {
  for (const reader of READERS.filter(({ name }) => name.includes(only))) {
    const figures = HOSTILE_TEXTS.map((text) => measure(reader, text, lengths));
    const slowest = figures.reduce((a, b) => (b.longMs > a.longMs ? b : a));
    yield { reader: reader.name, slowest, broken: figures.filter(({ holds }) => !holds) };
  }
}

const MEGABYTE: Lengths = { short: 100_000, long: 1_000_000 };

/** What holds for every function, in words. */
export const OUTSIDE_TEXT_LAW = `at most ×${MOST_TIMES} for ten times the length, below ${IGNORED_MS} ms ignored`;

/** A stand as lines of a table: the slowest text, and below it every other one that broke the law. */
export function standText({ reader, slowest, broken }: Stand): string {
  return [
    `${broken.length === 0 ? 'held ' : 'BROKE'} ${reader.padEnd(32)} ${figureText(slowest)}`,
    ...broken.filter((figure) => figure !== slowest).map((figure) => `${' '.repeat(39)}${figureText(figure)}`),
  ].join('\n');
}

function figureText({ text, shortMs, longMs }: Figure): string {
  const times = shortMs === null ? '' : ` (×${(longMs / shortMs).toFixed(1)})`;
  return `${longMs.toFixed(1).padStart(8)} ms${times.padEnd(10)} ${text}`;
}
