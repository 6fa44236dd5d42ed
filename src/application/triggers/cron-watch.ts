import type { Alarm, Cancel } from '../../domain/ports/alarm.js';
import type { Clock, Instant } from '../../domain/ports/clock.js';
import type { CronCalendar } from '../../domain/ports/cron-calendar.js';
import type { FiredLedger } from '../../domain/ports/fired-ledger.js';
import { formatSpan } from '../../domain/schedule/delay.js';
import { MOST_LATE_MS } from '../../domain/trigger/cron-claims.js';
import type { Cron } from '../../domain/trigger/trigger.js';
import type { TriggerGate } from '../../domain/trigger/trigger-gate.js';
import { type TriggerName, triggerName } from '../../domain/trigger/trigger-name.js';
import type { Generations } from '../generation.js';
import type { CronDue } from '../intake/cron-due.js';
import type { Journal } from '../ports/journal.js';
import type { Milestones } from '../ports/milestones.js';

/** Under which name the last moment is kept at which crons were looked after. */
const WATCHED_UNTIL = 'crons.watched-until';
/** How often that is kept, in milliseconds: what a crash may leave in doubt. */
const KEEP_EVERY_MS = 30_000;
/** How many missed instants of one cron are counted. */
const MOST_COUNTED = 1_000;

/** What watching is built on. */
export interface CronWatchTools {
  readonly milestones: Milestones;
  readonly fired: FiredLedger;
  readonly gate: TriggerGate;
  readonly calendar: CronCalendar;
  readonly generations: Generations;
  readonly cronDue: CronDue;
  readonly clock: Clock;
  readonly alarm: Alarm;
  readonly journal: Journal;
}

/** Remembers until when crons were looked after, so that a start can tell which instants nobody was there for. */
export class CronWatch {
  readonly #tools: CronWatchTools;
  #disarm: Cancel = () => undefined;
  #stopped = false;

  constructor(tools: CronWatchTools) {
    this.#tools = tools;
  }

  /**
   * Tells of every cron that was due while no process looked after it, then watches; resolves once that is on disk. What
   * the disk refuses is in the log only: it must not keep anything else from starting.
   */
  async start(): Promise<void> {
    const { milestones, clock, journal } = this.#tools;
    try {
      const until = await milestones.find(WATCHED_UNTIL);
      if (typeof until === 'number') await this.#tellMissed(until, clock.now() - MOST_LATE_MS);
    } catch (cause) {
      journal.record({ name: 'crons.missed-not-told', level: 'error', cause });
    }
    await this.#keep();
  }

  /** Watches no longer; what comes from now on is for the next process to tell. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#disarm();
    await this.#keep();
  }

  async #tellMissed(since: Instant, until: Instant): Promise<void> {
    const { generations, fired, cronDue, clock } = this.#tools;
    const { triggers, config } = generations.current();
    const lastFired = await fired.lastFired();
    for (const cron of triggers.crons.filter((one) => this.#wasToFire(one, lastFired))) {
      const after = Math.max(since, lastFired.get(triggerName(cron)) ?? since);
      const { times, last } = this.#instants(cron, config.triggers.defaultTimezone, after, until);
      if (times === 0) continue;
      const ago = formatSpan(clock.now() - last);
      const how = times === 1 ? `was due ${ago} ago` : `was due ${times} times, the last time ${ago} ago,`;
      await cronDue.tellMissed(cron.id, last, `${how} while I was away, and was not run`);
    }
  }

  #wasToFire(cron: Cron, lastFired: ReadonlyMap<TriggerName, Instant>): boolean {
    const name = triggerName(cron);
    return cron.enabled && this.#tools.gate.stateOf(name) === 'on' && !(cron.runOnce && lastFired.has(name));
  }

  #instants(cron: Cron, zone: string | null, after: Instant, until: Instant): { times: number; last: Instant } {
    const { calendar } = this.#tools;
    let [times, last] = [0, after];
    let next = calendar.next(cron, zone, after);
    for (; next !== null && next <= until && times < MOST_COUNTED; next = calendar.next(cron, zone, next)) {
      times++;
      last = next;
    }
    return { times, last };
  }

  async #keep(): Promise<void> {
    const { milestones, clock, alarm, journal } = this.#tools;
    try {
      await milestones.keep(WATCHED_UNTIL, clock.now());
    } catch (cause) {
      journal.record({ name: 'crons.watch-not-kept', level: 'warn', cause });
    }
    if (!this.#stopped) this.#disarm = alarm.after(KEEP_EVERY_MS, () => void this.#keep());
  }
}
