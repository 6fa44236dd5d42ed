import type { Instant } from '../ports/clock.js';
import type { LocalTime } from '../ports/local-time.js';
import type { Cron } from '../trigger/trigger.js';
import type { CronProblem } from './cron-expression.js';
import type { ScheduleDoubt } from './schedule-doubts.js';

/** What decides when a cron fires. */
export type CronTiming = Pick<Cron, 'schedule' | 'at' | 'timezone'>;

/** What is to be said of a schedule before it is followed. */
export interface ScheduleVerdict {
  /** Why it can't be used; `null` if it can. */
  readonly problem: CronProblem | null;
  /** What it may not mean, if it can be used. */
  readonly doubts: readonly ScheduleDoubt[];
}

/** Knows the time zones: when a cron fires, and which day it is somewhere. `null` as a zone is the machine's. */
export interface CronCalendar extends LocalTime {
  /** The first instant after `after` at which the cron fires; `null` if there is none within decades. */
  next(timing: CronTiming, defaultZone: string | null, after: Instant): Instant | null;
  /** What is to be said of each of the schedules, in the order in which they are given. */
  judge(schedules: readonly string[]): Promise<readonly ScheduleVerdict[]>;
  /** Whether there is a zone of that name. */
  knowsZone(name: string): boolean;
  /** The date in the zone, as `2026-12-24`. */
  date(zone: string | null, instant: Instant): string;
}
