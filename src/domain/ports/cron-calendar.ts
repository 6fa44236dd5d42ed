import type { CronProblem } from '../trigger/cron-expression.js';
import type { Cron } from '../trigger/trigger.js';
import type { Instant } from './clock.js';
import type { LocalTime } from './local-time.js';

/** What decides when a cron fires. */
export type CronTiming = Pick<Cron, 'schedule' | 'at' | 'timezone'>;

/** Knows the time zones: when a cron fires, and which day it is somewhere. `null` as a zone is the machine's. */
export interface CronCalendar extends LocalTime {
  /** The first instant after `after` at which the cron fires; `null` if there is none within decades. */
  next(timing: CronTiming, defaultZone: string | null, after: Instant): Instant | null;
  /** Why each of the schedules can't be used, in the order in which they are given; `null` for one that can. */
  judge(schedules: readonly string[]): Promise<readonly (CronProblem | null)[]>;
  /** Whether there is a zone of that name. */
  knowsZone(name: string): boolean;
  /** The date in the zone, as `2026-12-24`. */
  date(zone: string | null, instant: Instant): string;
}
