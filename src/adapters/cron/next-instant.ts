import type { CronExpression } from '../../domain/cron/cron-expression.js';
import type { Instant } from '../../domain/ports/clock.js';
import { nextLocalMinute } from './next-local-minute.js';
import type { Zone } from './zone.js';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** A larger change of the clocks is another time, not a time that was skipped or repeated (`cron.c` of cron 3.0pl1). */
const LARGEST_SHIFT_MS = 3 * 3_600_000;

/**
 * The first instant after `after` at which a schedule fires in a zone; `null` if there is none in 40 years. Around a
 * change of the clocks as in Debian's cron: with a star for minute or hour the schedule follows the clocks; otherwise
 * a time that is skipped fires right after the jump, and one that comes twice fires the first time only. A change of more
 * than three hours, as where a zone skips a whole day, makes up for nothing.
 */
export function nextInstant(expression: CronExpression, zone: Zone, after: Instant): Instant | null {
  const followsClocks = expression.minutes.star || expression.hours.star;
  const minute = Math.floor(after / MINUTE_MS) * MINUTE_MS;
  let from = followsClocks ? minute + MINUTE_MS : minute;
  let earliest = followsClocks ? -Infinity : laterThan(minute, zone);
  for (;;) {
    const offset = zone.offsetAt(from);
    const local = nextLocalMinute(expression, Math.max(from + offset, earliest));
    if (local === null) return null;
    const change = zone.firstChange(from, local - offset);
    if (change === null) return local - offset;
    const jump = zone.offsetAt(change) - offset;
    if (!followsClocks && isSkip(jump) && local < change + offset + jump) return change;
    if (!followsClocks && isRepeat(jump)) earliest = change + offset;
    from = change;
  }
}

/** The first local time that counts after a minute; if the clocks were set back before it, they may only repeat. */
function laterThan(minute: Instant, zone: Zone): number {
  const next = minute + zone.offsetAt(minute) + MINUTE_MS;
  const change = zone.firstChange(minute - DAY_MS, minute);
  if (change === null) return next;
  const before = zone.offsetAt(change - 1);
  return isRepeat(zone.offsetAt(change) - before) ? Math.max(next, change + before) : next;
}

/** The daemon counts the minute that comes anyway to the jump. */
function isSkip(jump: number): boolean {
  return jump > 0 && jump < LARGEST_SHIFT_MS;
}

function isRepeat(jump: number): boolean {
  return jump < 0 && jump >= -LARGEST_SHIFT_MS;
}
