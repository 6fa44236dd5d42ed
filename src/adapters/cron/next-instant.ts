import type { Instant } from '../../domain/ports/clock.js';
import type { CronExpression } from '../../domain/trigger/cron-expression.js';
import { nextLocalMinute } from './next-local-minute.js';
import type { Zone } from './zone.js';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/**
 * The first instant after `after` at which a schedule fires in a zone; `null` if there is none in 40 years. Around a
 * change of the clocks as in Debian's cron: with a star for minute or hour the schedule follows the clocks; otherwise
 * a time that is skipped fires right after the jump, and one that comes twice fires the first time only.
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
    if (!followsClocks && jump > 0 && local < change + offset + jump) return change;
    if (!followsClocks && jump < 0) earliest = change + offset;
    from = change;
  }
}

/** The first local time that counts after a minute; if the clocks were set back before it, they may only repeat. */
function laterThan(minute: Instant, zone: Zone): number {
  const next = minute + zone.offsetAt(minute) + MINUTE_MS;
  const change = zone.firstChange(minute - DAY_MS, minute);
  return change === null ? next : Math.max(next, change + zone.offsetAt(change - 1));
}
