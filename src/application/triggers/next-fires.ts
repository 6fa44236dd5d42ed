import type { CronCalendar, CronTiming } from '../../domain/cron/cron-calendar.js';
import type { Instant } from '../../domain/ports/clock.js';

/** The next instants of a schedule after a moment, at most so many. */
export function nextFires(
  calendar: CronCalendar,
  timing: CronTiming,
  defaultZone: string | null,
  { after, count }: { readonly after: Instant; readonly count: number },
): readonly Instant[] {
  const found: Instant[] = [];
  let next = calendar.next(timing, defaultZone, after);
  for (; next !== null && found.length < count; next = calendar.next(timing, defaultZone, next)) found.push(next);
  return found;
}
