import type { HostileText } from './hostile-texts.js';
import type { Reader } from './readers.js';

/** What one function took for one text. */
export interface Figure {
  readonly reader: string;
  readonly text: string;
  /** CPU time for the short text, in milliseconds; `null` where the long one was too quick to be compared. */
  readonly shortMs: number | null;
  readonly longMs: number;
  /** Whether the law holds. */
  readonly holds: boolean;
}

/** Lengths to be compared: the long one is ten times the short one. */
export interface Lengths {
  readonly short: number;
  readonly long: number;
}

/** A text that is so many times as long… */
const TIMES_LONGER = 10;
/** …may take this many times as long. */
export const MOST_TIMES = 15;
/** What takes less CPU time than this is not looked at, in milliseconds. */
export const IGNORED_MS = 10;
const TRIES = 5;
/** Clocks of CPU time tick so often, in milliseconds; that is why ten short texts are measured at a time. */
const TICK_MS = 4;

/** Measures one function on one text: once where that is enough, else best of five. */
export function measure(reader: Reader, text: HostileText, { short, long }: Lengths): Figure {
  const figure = { reader: reader.name, text: text.name };
  const [shortText, longText] = [text.of(short), text.of(long)];
  if (isHopeless(reader, shortText)) {
    return { ...figure, shortMs: HOPELESS_MS, longMs: Number.POSITIVE_INFINITY, holds: false };
  }
  let [shortMs, longMs] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let tries = 0; tries < TRIES; tries++) {
    longMs = Math.min(longMs, cpuMs(reader, longText));
    if (longMs < IGNORED_MS) return { ...figure, shortMs: null, longMs, holds: true };
    shortMs = Math.min(shortMs, cpuMs(reader, shortText, TIMES_LONGER) / TIMES_LONGER);
    if (longMs - TICK_MS <= MOST_TIMES * (shortMs + TICK_MS / TIMES_LONGER))
      return { ...figure, shortMs, longMs, holds: true };
  }
  return { ...figure, shortMs, longMs, holds: false };
}

/** When the short text takes longer, the long one is not even tried. */
const HOPELESS_MS = 300;

/** A collection of all garbage may fall into one call, hardly into two in a row. */
function isHopeless(reader: Reader, shortText: string): boolean {
  return cpuMs(reader, shortText) > HOPELESS_MS && cpuMs(reader, shortText) > HOPELESS_MS;
}

function cpuMs(reader: Reader, text: string, times = 1): number {
  const before = process.threadCpuUsage();
  for (let time = 0; time < times; time++) reader.read(text);
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1_000;
}
