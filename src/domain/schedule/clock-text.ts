import { fail, ok, type Result } from '../result.js';
import type { Day, When } from './when.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** No clock on earth is further from UTC. */
const FARTHEST_OFFSET_MS = 14 * HOUR_MS;

const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

const CLOCK =
  /^(?:(?<date>\d{4}-\d\d-\d\d)(?:T|[^\S\n]+)|(?<word>[a-z]{3,9})[^\S\n]+)?(?:at[^\S\n]+)?(?<hour>\d{1,2})(?::(?<minute>\d\d)(?::(?<second>\d\d)(?:\.\d{1,9})?)?)?(?<half>am|[^\S\n]?pm)?(?<utc>Z|[^\S\n]?(?:UTC|GMT))?(?<offset>[^\S\n]?[+-]\d\d:?\d\d)?(?=\s|$)/i;

type Parts = Readonly<Record<string, string | undefined>>;

/** A time of day as a person wrote it, and what stands behind it. */
export interface ClockText {
  readonly when: When;
  readonly written: string;
  readonly rest: string;
}

/**
 * Reads a time of day from the start of a text: `14:30`, `9:05:30`, `9pm`, after `today`, `tomorrow`, a weekday or a
 * date as in RFC 3339. `null`: there is none; a problem is the text of one that no clock or calendar has.
 */
export function readClock(text: string): Result<ClockText, string> | null {
  const found = CLOCK.exec(text);
  const parts: Parts = found?.groups ?? {};
  if (found === null || (parts['minute'] === undefined && parts['half'] === undefined)) return null;
  const day = dayOf(parts);
  if (day === null) return null;
  const written = found[0].replace(/\s+/g, ' ');
  const timeMs = timeOf(parts);
  const offsetMs = offsetOf(parts);
  if (day === 'none' || timeMs === null || offsetMs === 'none') return fail(written);
  return ok({ when: { kind: 'clock', day, timeMs, offsetMs }, written, rest: text.slice(found[0].length) });
}

/** Whether a word says on which day. */
export function isDayWord(word: string): boolean {
  return dayOf({ word }) !== null || /^\d{4}-\d\d-\d\d$/.test(word);
}

function dayOf({ date, word }: Parts): Day | 'none' | null {
  if (date !== undefined) return dateOf(date);
  if (word === undefined) return { kind: 'next' };
  const name = word.toLowerCase();
  if (name === 'today' || name === 'tomorrow') return { kind: name };
  const weekday = name.length < 3 ? -1 : WEEKDAYS.findIndex((one) => one.startsWith(name));
  return weekday === -1 ? null : { kind: 'weekday', weekday };
}

function dateOf(date: string): Day | 'none' {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  const midnight = Date.UTC(year, month - 1, day);
  const exists = new Date(midnight).toISOString().slice(0, 10) === date;
  return exists ? { kind: 'date', midnight } : 'none';
}

function timeOf({ hour, minute = '0', second = '0', half }: Parts): number | null {
  const afternoon = half?.trim().toLowerCase() === 'pm';
  const written = Number(hour);
  if (half !== undefined && (written < 1 || written > 12)) return null;
  const hours = half === undefined ? written : (written % 12) + (afternoon ? 12 : 0);
  if (hours > 23 || Number(minute) > 59 || Number(second) > 59) return null;
  return hours * HOUR_MS + Number(minute) * MINUTE_MS + Number(second) * 1_000;
}

/** An offset belongs to a date; behind a bare time it looks too much like a range of times. */
function offsetOf({ date, utc, offset }: Parts): number | null | 'none' {
  if (offset === undefined) return utc === undefined ? null : 0;
  const [, sign, hours, minutes] = /([+-])(\d\d):?(\d\d)/.exec(offset) ?? [];
  const size = Number(hours) * HOUR_MS + Number(minutes) * MINUTE_MS;
  if (date === undefined || utc !== undefined || Number(minutes) > 59 || size > FARTHEST_OFFSET_MS) return 'none';
  return sign === '-' ? -size : size;
}
