import { fail, ok, type Result } from '../result.js';
import { isDayWord, readClock } from './clock-text.js';
import { readDelay } from './delay.js';
import type { WhenText } from './when.js';

/** Why a text says no time. `not-a-time`: it begins like one. `no-text`: nothing stands behind the time. */
export type WhenProblem =
  | { readonly kind: 'form' }
  | { readonly kind: 'not-a-time'; readonly written: string }
  | { readonly kind: 'no-text'; readonly written: string };

/** Reads a delay or a time from the start of a text, and what is to happen then, which may span lines. */
export function parseWhen(source: string): Result<WhenText, WhenProblem> {
  const read = readWhen(source);
  return read.ok && read.value.text === '' ? fail({ kind: 'no-text', written: read.value.written }) : read;
}

/** Reads a delay or a time from the start of a text; nothing has to stand behind it. */
export function readWhen(source: string): Result<WhenText, Exclude<WhenProblem, { kind: 'no-text' }>> {
  const text = source.trim();
  const delay = readDelay(text);
  if (delay !== null) {
    const when = { kind: 'delay' as const, delayMs: delay.delayMs };
    return ok({ when, written: delay.written, text: delay.rest.trim() });
  }
  const clock = readClock(text);
  if (clock === null) return fail(likeATime(text));
  if (!clock.ok) return fail({ kind: 'not-a-time', written: clock.problem });
  return ok({ when: clock.value.when, written: clock.value.written, text: clock.value.rest.trim() });
}

function likeATime(text: string): Exclude<WhenProblem, { kind: 'no-text' }> {
  const [first = '', second = ''] = text.split(/\s+/, 2);
  if (isDayWord(first)) return { kind: 'not-a-time', written: `${first} ${second}`.trim() };
  return /^[+-]?\d/.test(first) ? { kind: 'not-a-time', written: first } : { kind: 'form' };
}
