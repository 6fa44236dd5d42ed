import type { Instant } from '../ports/clock.js';
import type { LocalTime } from '../ports/local-time.js';

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Nothing that a provider announces lies further ahead. */
const FURTHEST_MS = 400 * DAY_MS;

/** More of an error is not looked at. */
const LOOKED_AT = 4_000;

/** What times are worked out with. */
export interface ResetClock {
  readonly now: Instant;
  readonly times: LocalTime & { knowsZone(name: string): boolean };
}

/**
 * When a limit is over, as an error says it: `resets 3pm (Europe/Berlin)`, `try again in 4 hours 20 minutes`, `at Dec 5th,
 * 2026 3:07 PM`, `reset after 18h22m13s`, `retry-after: 120`, seconds since the epoch. Without a zone the machine's is
 * meant. `null` if it says nothing, or something that is over.
 */
export function resetTime(message: string, clock: ResetClock): Instant | null {
  const words = message.slice(0, LOOKED_AT).replace(/[\s\u202f\u00a0]+/g, ' ');
  const instant = ofEpoch(words) ?? ofIsoDate(words, clock) ?? ofSpan(words, clock) ?? ofClockTime(words, clock);
  const isAhead = instant !== null && instant > clock.now && instant <= clock.now + FURTHEST_MS;
  return isAhead ? Math.round(instant) : null;
}

function ofEpoch(words: string): Instant | null {
  const digits = /(?:\||\breset[\w-]{0,10}["']? ?[:=]? ?["']?)(\d{10}|\d{13})\b/i.exec(words)?.[1];
  if (digits === undefined) return null;
  return Number(digits) * (digits.length === 10 ? SECOND_MS : 1);
}

const ISO_DATE =
  /\b(?:reset\w*|again|until|after|available|at|on)\b[^\d]{0,20}(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(:\d\d)?(?:\.\d+)? ?(Z|UTC|GMT|[+-]\d\d:?\d\d)?/i;

function ofIsoDate(words: string, { times }: ResetClock): Instant | null {
  const [found, date = '', time = '', seconds = ':00', zone] = ISO_DATE.exec(words) ?? [];
  if (found === undefined) return null;
  const local = Date.parse(`${date}T${time}${seconds}Z`);
  if (Number.isNaN(local)) return null;
  if (zone === undefined) return times.instantOf(null, local);
  const [, sign = '+', hours = '0', minutes = '0'] = /([+-])(\d\d):?(\d\d)/.exec(zone) ?? [];
  return local - Number(`${sign}1`) * (Number(hours) * HOUR_MS + Number(minutes) * MINUTE_MS);
}

const UNIT_MS: readonly (readonly [RegExp, number])[] = [
  [/^(?:ms|milli)/i, 1],
  [/^s/i, SECOND_MS],
  [/^m/i, MINUTE_MS],
  [/^h/i, HOUR_MS],
  [/^d/i, DAY_MS],
  [/^w/i, 7 * DAY_MS],
];

const PART =
  '(?:\\d+(?:\\.\\d+)?|an?|one) ?(?:milliseconds?|ms|seconds?|secs?|s|minutes?|mins?|m|hours?|hrs?|h|days?|d|weeks?|w)(?![a-z])';
const SPAN = new RegExp(
  `\\b(?:in|after|within|for|wait)[: ]{1,2}(?:about |around |approximately |another |~)?(${PART}(?:,? ?(?:and )?${PART}){0,5})`,
  'i',
);
const SECONDS = /\bretry[- _]?after["']?[:= ]{1,3}["']?(\d{1,7})(?:\.\d+)?\b(?! ?[a-z])/i;

function ofSpan(words: string, { now }: ResetClock): Instant | null {
  const seconds = SECONDS.exec(words)?.[1];
  if (seconds !== undefined) return now + Number(seconds) * SECOND_MS;
  if (/\bin (?:less than a|a few) minutes?\b/i.test(words)) return now + 5 * MINUTE_MS;
  const span = spanIn(words);
  if (span === null) return null;
  let ms = 0;
  for (const [, amount = '', unit = ''] of span.matchAll(/(\d+(?:\.\d+)?|\ban?|\bone) ?([a-z]+)/gi)) {
    const factor = UNIT_MS.find(([name]) => name.test(unit))?.[1] ?? 0;
    ms += (/^\d/.test(amount) ? Number(amount) : 1) * factor;
  }
  return now + ms;
}

/** The first span that is about waiting; how long a run took is none. */
function spanIn(words: string): string | null {
  for (const about of words.matchAll(/\b(?:again|retry\w*|reset\w*|wait|available|back|lifted|renew\w*)\b/gi)) {
    const found = SPAN.exec(words.slice(about.index, about.index + 80))?.[1];
    if (found !== undefined) return found;
  }
  return null;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const MONTH = `(${MONTHS.join('|')})[a-z]*\\.?`;
const AHEAD = /\b(?:resets?|reset(?:ting)? (?:at|on)|again|until|available|renews?)\b/gi;
const CLOCK_TIME = /\b(\d{1,2})(?::(\d\d))?(?::\d\d)? ?([ap])\.?m\b|\b(\d{1,2}):(\d\d)\b|\b(noon|midnight)\b/i;
const MONTH_DAY = new RegExp(`\\b${MONTH} (\\d{1,2})(?:st|nd|rd|th)?(?:,? (\\d{4}))?\\b`, 'i');
const DAY_MONTH = new RegExp(`\\b(\\d{1,2})(?:st|nd|rd|th)? ${MONTH}(?:,? (\\d{4}))?\\b`, 'i');
const WEEKDAY = new RegExp(`\\b(${WEEKDAYS.join('|')})(?:[a-z]*day|r?s|r)?\\b`, 'i');

function ofClockTime(words: string, { now, times }: ResetClock): Instant | null {
  for (const ahead of words.matchAll(AHEAD)) {
    const said = words.slice(ahead.index, ahead.index + 70).split(/[;!]|\. |\)/, 1)[0] ?? '';
    const zone = zoneIn(said, times);
    const localNow = now + offsetOf(times, zone, now);
    const local = localOf(said, localNow);
    if (local !== null) return zone === 'UTC' ? local : times.instantOf(zone, local);
  }
  return null;
}

/** Zones by the names that providers give them beside IANA's. */
const NAMED_ZONES: readonly (readonly [RegExp, string])[] = [
  [/\bP[SD]?T\b|\b[Pp]acific\b/, 'America/Los_Angeles'],
  [/\bE[SD]?T\b|\b[Ee]astern\b/, 'America/New_York'],
  [/\bCES?T\b/, 'Europe/Berlin'],
];

/** An IANA name or a usual one in brackets or behind the time; `null` for the machine's zone. */
function zoneIn(said: string, times: ResetClock['times']): string | null {
  const name = /\b(?:[A-Z][A-Za-z]+\/[A-Z][A-Za-z_+-]+(?:\/[A-Z][A-Za-z_]+)?|UTC|GMT)\b/.exec(said)?.[0] ?? null;
  if (name === 'GMT') return 'UTC';
  if (name !== null) return times.knowsZone(name) ? name : null;
  return NAMED_ZONES.find(([zone]) => zone.test(said))?.[1] ?? null;
}

function offsetOf(times: LocalTime, zone: string | null, instant: Instant): number {
  return zone === 'UTC' ? 0 : times.offset(zone, instant);
}

/** The local time that is meant, as the instant at which UTC shows it: the next such one. */
function localOf(said: string, localNow: number): number | null {
  const time = clockTimeIn(said);
  const today = Math.floor(localNow / DAY_MS) * DAY_MS;
  const day = dayIn(said, today, time ?? 0, localNow);
  if (day !== null) return day + (time ?? 0);
  if (time === null) return null;
  const isTomorrow = /\btomorrow\b/i.test(said) || today + time <= localNow;
  return today + time + (isTomorrow ? DAY_MS : 0);
}

function clockTimeIn(said: string): number | null {
  const [found, hour12, minute12 = '0', half, hour24, minute24 = '0', word] = CLOCK_TIME.exec(said) ?? [];
  if (found === undefined) return null;
  if (word !== undefined) return word.toLowerCase() === 'noon' ? 12 * HOUR_MS : 0;
  const hours = half === undefined ? Number(hour24) : (Number(hour12) % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
  const minutes = Number(half === undefined ? minute24 : minute12);
  return hours > 23 || minutes > 59 ? null : hours * HOUR_MS + minutes * MINUTE_MS;
}

function dayIn(said: string, today: number, time: number, localNow: number): number | null {
  const [, first, second, year] = MONTH_DAY.exec(said) ?? [];
  const [, dayFirst, monthSecond, yearLast] = first === undefined ? (DAY_MONTH.exec(said) ?? []) : [];
  const [month, date, inYear] = first === undefined ? [monthSecond, dayFirst, yearLast] : [first, second, year];
  if (month !== undefined && date !== undefined) {
    const monthIndex = MONTHS.indexOf(month.toLowerCase().slice(0, 3));
    const thisYear = new Date(today).getUTCFullYear();
    const day = Date.UTC(inYear === undefined ? thisYear : Number(inYear), monthIndex, Number(date));
    return inYear === undefined && day + time < localNow - DAY_MS
      ? Date.UTC(thisYear + 1, monthIndex, Number(date))
      : day;
  }
  const weekday = WEEKDAY.exec(said)?.[1];
  if (weekday === undefined) return null;
  const ahead = (WEEKDAYS.indexOf(weekday.toLowerCase()) - new Date(today).getUTCDay() + 7) % 7;
  return today + (ahead === 0 && today + time <= localNow ? 7 : ahead) * DAY_MS;
}
