import type { CronCalendar } from '../cron/cron-calendar.js';
import type { Instant } from '../ports/clock.js';

/** No day of any zone is longer. */
const LONGEST_DAY_MS = 27 * 3_600_000;

/** The first millisecond of the day that an instant is in, in a zone. */
export function dayStart(calendar: Pick<CronCalendar, 'date'>, zone: string | null, instant: Instant): Instant {
  const today = calendar.date(zone, instant);
  let [before, inside] = [instant - LONGEST_DAY_MS, instant];
  while (inside - before > 1) {
    const middle = Math.floor((before + inside) / 2);
    if (calendar.date(zone, middle) === today) inside = middle;
    else before = middle;
  }
  return inside;
}
