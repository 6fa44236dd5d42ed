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
  let from = (Math.floor(after / MINUTE_MS) + 1) * MINUTE_MS;
  let repeatedUntil = followsClocks ? -Infinity : repeatedUntilAt(zone, from);
  for (;;) {
    const offset = zone.offsetAt(from);
    const local = nextLocalMinute(expression, Math.max(from + offset, repeatedUntil));
    if (local === null) return null;
    const change = zone.firstChange(from, local - offset);
    if (change === null) return local - offset;
    const jump = zone.offsetAt(change) - offset;
    if (!followsClocks && jump > 0 && local < change + offset + jump) return change;
    if (!followsClocks && jump < 0) repeatedUntil = change + offset;
    from = change;
  }
}

/** Up to which local time the clocks, which were set back a while ago, only repeat what they showed before. */
function repeatedUntilAt(zone: Zone, from: Instant): number {
  const change = zone.firstChange(from - DAY_MS, from);
  if (change === null) return -Infinity;
  const before = zone.offsetAt(change - 1);
  return zone.offsetAt(change) < before ? change + before : -Infinity;
}
