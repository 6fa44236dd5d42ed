import { CronTime } from 'cron';
import type { Schedule } from './random-schedule.js';
import type { Spell } from './wall-clock.js';

const MINUTE_MS = 60_000;
const DAY_MS = 1_440 * MINUTE_MS;

/** How the package's next instant compares with the daemon's, and, where they differ, for which reason. */
export const OPINIONS = {
  same: 'the same',
  refused: 'the package refuses the schedule',
  far: 'the package looks no further than eight years from today',
  backwards: 'the package answers an instant that is not later',
  'clock-change': 'a change of the clocks is near',
  'star-step': 'the day begins with a star, which the package takes for a restriction like any other',
  'weekday-step': 'a step of weekdays, which the package lets run on to a second Sunday',
  'all-days': 'all days are named without a star, which the package takes for one',
  other: 'none of these',
} as const;

/** One of them. */
export type Opinion = keyof typeof OPINIONS;

/** The second opinion about one schedule in a zone: that of `CronTime` of the package `cron`. */
export class PackageOpinion {
  readonly #schedule: Schedule;
  readonly #zone: string;
  readonly #changes: readonly number[];
  readonly #time: CronTime | null;

  constructor(schedule: Schedule, zone: string, clock: readonly Spell[]) {
    this.#schedule = schedule;
    this.#zone = zone;
    this.#changes = clock.slice(1).map(({ from }) => from * MINUTE_MS);
    this.#time = CronTime.validateCronExpression(schedule.fields).valid ? new CronTime(schedule.fields, zone) : null;
  }

  /** What it says about the next instant after `after`, which is `expected` to the daemon. */
  about(after: number, expected: number): Opinion {
    if (this.#time === null) return 'refused';
    const found = this.#next(this.#time, after);
    if (found === expected) return 'same';
    if (found === null) return 'far';
    if (found <= after) return 'backwards';
    if (this.#isNearChange(after, Math.max(found, expected))) return 'clock-change';
    return this.#grammar();
  }

  #next(time: CronTime, after: number): number | null {
    try {
      return time.getNextDateFrom(new Date(after), this.#zone).toMillis();
    } catch {
      return null;
    }
  }

  #isNearChange(from: number, to: number): boolean {
    return this.#changes.some((change) => change > from - DAY_MS && change < to + DAY_MS);
  }

  #grammar(): Opinion {
    const { fields, daysOfMonth, daysOfWeek } = this.#schedule;
    const [, , day = '', , weekday = ''] = fields.split(/\s+/);
    if ([day, weekday].some((text) => text.startsWith('*') && text !== '*')) return 'star-step';
    if (/[0-9a-z]\/\d/i.test(weekday)) return 'weekday-step';
    return daysOfMonth.size === 31 || daysOfWeek.size === 7 ? 'all-days' : 'other';
  }
}
