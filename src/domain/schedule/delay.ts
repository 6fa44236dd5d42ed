const UNIT_MS = { d: 86_400_000, h: 3_600_000, m: 60_000, s: 1_000 } as const;

/** A delay as a person wrote it, and what stands behind it. */
export interface DelayText {
  readonly delayMs: number;
  /** The person's own form, such as `5m` or `1h30m`. */
  readonly written: string;
  readonly rest: string;
}

const FIRST_PART = /^(\d{1,9})[^\S\n]*([dhms])(?=\d|\s|$)/i;
const NEXT_PART = /^[^\S\n]*(\d{1,9})([dhms])(?=\d|\s|$)/i;

/** The same with whole words: `5 minutes`, `1 hour and 30 minutes`. */
const FIRST_WORDS = /^(\d{1,9})[^\S\n]+(days?|hours?|hrs?|minutes?|mins?|seconds?|secs?)(?=[\s,]|$)/i;
const NEXT_WORDS =
  /^(?:,?[^\S\n]+and|,)?[^\S\n]+(\d{1,9})[^\S\n]+(days?|hours?|hrs?|minutes?|mins?|seconds?|secs?)(?=[\s,]|$)/i;

/**
 * Reads a number and its unit from the start of a text, then smaller units (`1h30m`, `1h 30m`, `in 5 minutes`); `null` if
 * there are none.
 */
export function readDelay(text: string): DelayText | null {
  const amount = text.replace(/^in[^\S\n]+/i, '');
  const inWords = readParts(amount, FIRST_WORDS, NEXT_WORDS);
  // What takes days is a day and a time of day rather than a delay.
  if (inWords !== null) return inWords.delayMs > UNIT_MS.d ? null : inWords;
  return readParts(amount, FIRST_PART, NEXT_PART);
}

function readParts(text: string, first: RegExp, next: RegExp): DelayText | null {
  let delayMs = 0;
  let written = '';
  let rest = text;
  let smallestMs = Number.POSITIVE_INFINITY;
  for (let pattern = first; ; pattern = next) {
    const [part, digits, word] = pattern.exec(rest) ?? [];
    if (part === undefined || word === undefined) break;
    const unit = word.charAt(0).toLowerCase() as keyof typeof UNIT_MS;
    if (UNIT_MS[unit] >= smallestMs) break;
    smallestMs = UNIT_MS[unit];
    delayMs += Number(digits) * smallestMs;
    written += `${Number(digits)}${unit}`;
    rest = rest.slice(part.length);
  }
  const behind = rest.replace(/^,(?=\s)/, '');
  return written === '' || /^\S/.test(behind) ? null : { delayMs, written, rest: behind };
}

/** A span of time in words: `45 s`, `1 min 30 s`, `2 h`, `1 h 5 min`, `3 d 4 h`; its two largest units, rounded down. */
export function formatSpan(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1_000));
  const parts = [
    [Math.floor(seconds / 86_400), 'd'],
    [Math.floor(seconds / 3_600) % 24, 'h'],
    [Math.floor(seconds / 60) % 60, 'min'],
    [seconds % 60, 's'],
  ] as const;
  const first = parts.findIndex(([count]) => count > 0);
  if (first === -1) return '0 s';
  const shown = parts.slice(first, first + 2).filter(([count]) => count > 0);
  return shown.map(([count, unit]) => `${count} ${unit}`).join(' ');
}
