import { type BudgetFinding, findings, limitReached, type Spending } from '../../domain/budget/budget-policy.js';
import type { CronCalendar } from '../../domain/cron/cron-calendar.js';
import type { RunId } from '../../domain/ids.js';
import type { Clock, Instant } from '../../domain/ports/clock.js';
import type { RunPlan } from '../../domain/run/run-plan.js';
import { dayStart } from '../../domain/schedule/day-start.js';
import type { RunHistory } from '../ports/store/run-history.js';
import type { Journal } from '../ports/system/journal.js';

/** What the runs of a local day have cost. */
class DaySum {
  readonly start: Instant;
  readonly #before: Promise<number>;
  #sinceUsd = 0;

  /** `before`: what they had cost when this was begun. */
  constructor(start: Instant, before: Promise<number>) {
    this.start = start;
    this.#before = before;
  }

  async usd(): Promise<number> {
    const before = await this.#before;
    return before + this.#sinceUsd;
  }

  /** Adds a cost in one step, whoever else adds one meanwhile; resolves with what it all came to before. */
  async add(costUsd: number): Promise<number> {
    const usd = (await this.#before) + this.#sinceUsd;
    this.#sinceUsd += costUsd;
    return usd;
  }
}

/** What a charge means for its run. */
export interface Charge {
  /** Limits that came near or were reached by it. */
  readonly findings: readonly BudgetFinding[];
  /** The limit because of which the run may not go on, whoever reached it. */
  readonly reached: BudgetFinding | null;
}

/** What spending is watched with. */
export interface WatchSpendingTools {
  readonly runHistory: RunHistory;
  readonly calendar: Pick<CronCalendar, 'date'>;
  readonly clock: Clock;
  readonly journal: Journal;
}

/** What runs cost, by run and by day; a day's sum goes over restarts, since it is taken up from the history of runs. */
export class WatchSpending {
  readonly #history: RunHistory;
  readonly #calendar: Pick<CronCalendar, 'date'>;
  readonly #clock: Clock;
  readonly #journal: Journal;
  readonly #runs = new Map<RunId, number>();
  #day: DaySum | null = null;

  constructor({ runHistory, calendar, clock, journal }: WatchSpendingTools) {
    this.#history = runHistory;
    this.#calendar = calendar;
    this.#clock = clock;
    this.#journal = journal;
  }

  /** The day's limit if it is reached and keeps further runs from beginning, else `null`. */
  async refusal({ budget }: RunPlan): Promise<BudgetFinding | null> {
    const dayUsd = await this.#today(budget.timezone).usd();
    return limitReached(budget, { runUsd: 0, dayUsd });
  }

  /** The run has cost this much more. */
  async charge({ id, budget }: RunPlan, costUsd: number): Promise<Charge> {
    const dayUsd = await this.#today(budget.timezone).add(costUsd);
    const before: Spending = { runUsd: this.#runs.get(id) ?? 0, dayUsd };
    const after: Spending = { runUsd: before.runUsd + costUsd, dayUsd: before.dayUsd + costUsd };
    this.#runs.set(id, after.runUsd);
    return { findings: findings(budget, before, after), reached: limitReached(budget, after) };
  }

  /** The run is over. */
  leave(run: RunId): void {
    this.#runs.delete(run);
  }

  #today(timezone: string | null): DaySum {
    const start = dayStart(this.#calendar, timezone, this.#clock.now());
    if (this.#day?.start !== start) this.#day = new DaySum(start, this.#costSince(start));
    return this.#day;
  }

  async #costSince(start: Instant): Promise<number> {
    try {
      const totals = await this.#history.totals(start);
      return totals.reduce((sum, { costUsd }) => sum + (costUsd ?? 0), 0);
    } catch (cause) {
      this.#journal.record({ name: 'budget.day-unknown', level: 'error', cause });
      return 0;
    }
  }
}
