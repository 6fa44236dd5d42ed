import type { Instant } from '../ports/clock.js';
import type { LocalTime } from '../ports/local-time.js';
import type { SpokenWhen } from '../ports/spoken-times.js';
import { fail, ok, type Result } from '../result.js';
import { LEAST_DELAY_MS, MOST_DAYS_AHEAD, type MomentProblem } from './resolve-when.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** The time of day that a day alone stands for, in milliseconds since midnight. */
const USUAL_TIME_MS = 9 * HOUR_MS;

/** `no-time-of-day`: it says a day on which the usual time has passed. */
export type SpokenProblem = MomentProblem | 'no-time-of-day';

/** The instant that is meant, which always lies ahead; `zone` is where the person's clock stands. */
export function resolveSpoken(
  when: SpokenWhen,
  now: Instant,
  zone: string | null,
  times: LocalTime,
): Result<Instant, SpokenProblem> {
  if (when.kind === 'span' && when.ms >= 0 && when.ms < LEAST_DELAY_MS) return fail('delay-out-of-range');
  const instant = instantOf(when, now, zone, times);
  if (instant <= now)
    return fail(when.kind === 'local' && when.clock === 'open' ? openProblem(when, now, zone, times) : 'past');
  return instant - now > MOST_DAYS_AHEAD * DAY_MS ? fail('too-far') : ok(instant);
}

function instantOf(when: SpokenWhen, now: Instant, zone: string | null, times: LocalTime): Instant {
  if (when.kind === 'span') return now + when.ms;
  if (when.kind === 'instant') return when.instant;
  const { local, clock } = when;
  if (clock === 'open') return times.instantOf(zone, midnightOf(local) + USUAL_TIME_MS);
  const instant = times.instantOf(zone, local);
  const isMorning = local - midnightOf(local) < DAY_MS / 2;
  return instant <= now && clock === 'twelve-hours' && isMorning ? times.instantOf(zone, local + DAY_MS / 2) : instant;
}

/** Today is not over when its usual time has passed. */
function openProblem(
  { local }: Extract<SpokenWhen, { kind: 'local' }>,
  now: Instant,
  zone: string | null,
  times: LocalTime,
): SpokenProblem {
  return midnightOf(local) === midnightOf(now + times.offset(zone, now)) ? 'no-time-of-day' : 'past';
}

function midnightOf(local: number): number {
  return Math.floor(local / DAY_MS) * DAY_MS;
}
