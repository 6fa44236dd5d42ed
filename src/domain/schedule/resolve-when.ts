import type { Instant } from '../ports/clock.js';
import type { LocalTime } from '../ports/local-time.js';
import { fail, ok, type Result } from '../result.js';
import type { When } from './when.js';

const DAY_MS = 86_400_000;

/** The least and the most that something can be put off by a delay, in milliseconds. */
export const LEAST_DELAY_MS = 60_000;
export const MOST_DELAY_MS = DAY_MS;

/** How many days ahead a time of a calendar day may lie. */
export const MOST_DAYS_AHEAD = 366;

/** Why a time can't be waited for: a delay out of its range, a time that has passed, one that is too far ahead. */
export type MomentProblem = 'delay-out-of-range' | 'past' | 'too-far';

type Clocks = (local: number) => Instant;

/** The instant that is meant, which always lies ahead; `zone` is where the person's clock stands. */
export function resolveWhen(
  when: When,
  now: Instant,
  zone: string | null,
  times: LocalTime,
): Result<Instant, MomentProblem> {
  if (when.kind === 'delay') {
    const { delayMs } = when;
    return delayMs < LEAST_DELAY_MS || delayMs > MOST_DELAY_MS ? fail('delay-out-of-range') : ok(now + delayMs);
  }
  const fixed = when.offsetMs;
  const offset = fixed ?? times.offset(zone, now);
  const instantOf: Clocks = (local) => (fixed === null ? aheadOf(now, local, zone, times) : local - fixed);
  const instant = onItsDay(when, now, Math.floor((now + offset) / DAY_MS) * DAY_MS, instantOf);
  if (instant <= now) return fail('past');
  return instant - now > MOST_DAYS_AHEAD * DAY_MS ? fail('too-far') : ok(instant);
}

function onItsDay(
  { day, timeMs }: Extract<When, { kind: 'clock' }>,
  now: Instant,
  today: number,
  instantOf: Clocks,
): Instant {
  const onDay = (days: number) => instantOf(today + days * DAY_MS + timeMs);
  switch (day.kind) {
    case 'date':
      return instantOf(day.midnight + timeMs);
    case 'today':
      return onDay(0);
    case 'tomorrow':
      return onDay(1);
    case 'next':
      return onDay(0) > now ? onDay(0) : onDay(1);
    case 'weekday': {
      const days = (day.weekday - new Date(today).getUTCDay() + 7) % 7;
      return onDay(days) > now ? onDay(days) : onDay(days + 7);
    }
  }
}

/** When the clocks show a local time; of a time that comes twice the second, while only that one is ahead. */
function aheadOf(now: Instant, local: number, zone: string | null, times: LocalTime): Instant {
  const first = times.instantOf(zone, local);
  if (first > now) return first;
  const offset = times.offset(zone, first + DAY_MS);
  const again = local - offset;
  return again > now && times.offset(zone, again) === offset ? again : first;
}
