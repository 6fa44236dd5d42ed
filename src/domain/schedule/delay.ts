import { fail, ok, type Result } from '../result.js';

/** The least and the most that something can be put off, in milliseconds. */
export const LEAST_DELAY_MS = 60_000;
export const MOST_DELAY_MS = 86_400_000;

/** A delay as a person wrote it, and what is to happen then. */
export interface DelayedText {
  readonly delayMs: number;
  /** The person's own form, such as `5m`. */
  readonly written: string;
  readonly text: string;
}

const UNIT_MS = { s: 1_000, m: 60_000, h: 3_600_000 } as const;
const DELAYED = /^\s*(\d{1,9})\s*([smh])\s+(\S[\s\S]*)$/i;

/** Reads `<n><s|m|h> <text>`. `form`: that isn't what it says; `range`: less than a minute or more than a day. */
export function parseDelayedText(source: string): Result<DelayedText, 'form' | 'range'> {
  const [, digits, letter, text] = DELAYED.exec(source) ?? [];
  if (digits === undefined || letter === undefined || text === undefined) return fail('form');
  const unit = letter.toLowerCase() as keyof typeof UNIT_MS;
  const delayMs = Number(digits) * UNIT_MS[unit];
  if (delayMs < LEAST_DELAY_MS || delayMs > MOST_DELAY_MS) return fail('range');
  return ok({ delayMs, written: `${Number(digits)}${unit}`, text: text.trim() });
}

/** A span of time in words: `45s`, `1m 30s`, `2h`, `1h 5m`, `3d 4h`; its two largest units, rounded down. */
export function formatSpan(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1_000));
  const parts = [
    [Math.floor(seconds / 86_400), 'd'],
    [Math.floor(seconds / 3_600) % 24, 'h'],
    [Math.floor(seconds / 60) % 60, 'm'],
    [seconds % 60, 's'],
  ] as const;
  const first = parts.findIndex(([count]) => count > 0);
  if (first === -1) return '0s';
  const shown = parts.slice(first, first + 2).filter(([count]) => count > 0);
  return shown.map(([count, unit]) => `${count}${unit}`).join(' ');
}
