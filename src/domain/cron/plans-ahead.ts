import type { Clock, Instant } from '../ports/clock.js';
import type { Cron } from '../trigger/trigger.js';
import type { CronCalendar } from './cron-calendar.js';
import { type Occurrence, Occurrences } from './occurrence.js';

/** So many are looked up before others have their turn: each takes a few hundredths of a millisecond. */
const MOST_AT_ONCE = 200;

interface Plan {
  readonly zone: string | null;
  /** After which moment it was looked for. */
  readonly after: Instant;
  readonly next: Occurrence | null;
}

/** Next occurrences of crons that are not followed yet, looked up beforehand: to follow 10,000 new ones must not take long. */
export class PlansAhead {
  readonly #calendar: CronCalendar;
  readonly #clock: Pick<Clock, 'now'>;
  #plans = new Map<Cron, Plan>();

  constructor(calendar: CronCalendar, clock: Pick<Clock, 'now'>) {
    this.#calendar = calendar;
    this.#clock = clock;
  }

  /** Looks up those of these crons, with `pause` now and then; what was looked up before is forgotten. */
  async make(crons: readonly Cron[], zoneOf: (cron: Cron) => string | null, pause: () => Promise<void>): Promise<void> {
    const plans = new Map<Cron, Plan>();
    for (const [index, cron] of crons.entries()) {
      if ((index + 1) % MOST_AT_ONCE === 0) await pause();
      const [zone, after] = [zoneOf(cron), this.#clock.now()];
      const next = this.#found(cron, zone, after);
      if (next !== undefined) plans.set(cron, { zone, after, next });
    }
    this.#plans = plans;
  }

  /** The first occurrence after a moment; `undefined` if what was looked up does not tell. */
  next(cron: Cron, zone: string | null, after: Instant): Occurrence | null | undefined {
    const plan = this.#plans.get(cron);
    if (plan === undefined || plan.zone !== zone || plan.after > after) return undefined;
    return plan.next === null || plan.next.fires > after ? plan.next : undefined;
  }

  /** Everything that was looked up is of no use any more. */
  forget(): void {
    this.#plans = new Map();
  }

  /** What can't be looked up fails when it is to be followed, and is told then. */
  #found(cron: Cron, zone: string | null, after: Instant): Occurrence | null | undefined {
    try {
      return new Occurrences(this.#calendar, cron, zone).after(after);
    } catch {
      return undefined;
    }
  }
}
