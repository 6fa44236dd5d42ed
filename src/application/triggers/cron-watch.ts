import type { CronScheduler } from '../../domain/cron/cron-scheduler.js';
import { isNumber } from '../../domain/json-shape.js';
import type { Alarm, Cancel } from '../../domain/ports/alarm.js';
import type { Clock, Instant } from '../../domain/ports/clock.js';
import { triggerName } from '../../domain/trigger/trigger-name.js';
import type { TriggerSwitches } from '../../domain/trigger/trigger-switches.js';
import type { Checkpoints } from '../ports/store/checkpoints.js';
import type { Journal } from '../ports/system/journal.js';
import type { Generations } from '../values/generation.js';
import type { CatchUp } from './catch-up.js';

/** Under which name the last moment is kept at which crons were looked after. */
const WATCHED_UNTIL = 'crons.watched-until';
/** How often that is kept, in milliseconds: what a crash may leave in doubt. */
const KEEP_EVERY_MS = 30_000;

/** What watching is built on. */
export interface CronWatchTools {
  readonly checkpoints: Checkpoints;
  readonly gate: TriggerSwitches;
  readonly generations: Generations;
  readonly crons: CronScheduler;
  readonly catchUp: CatchUp;
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
   * Makes up for every cron that was due while no process looked after it, then watches; resolves once that is on disk.
   * What the disk refuses is in the log only: it must not keep anything else from starting.
   */
  async start(): Promise<void> {
    const { checkpoints, crons, clock, journal } = this.#tools;
    try {
      const until = await checkpoints.find(WATCHED_UNTIL, isNumber);
      if (until !== null) await this.#makeUp(until, crons.followsFrom ?? clock.now());
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

  async #makeUp(since: Instant, until: Instant): Promise<void> {
    const { generations, gate, catchUp } = this.#tools;
    const { crons } = generations.current().triggers;
    const watched = crons.filter((cron) => cron.enabled && gate.stateOf(triggerName(cron)) === 'on');
    const unwatched = watched.map((cron) => ({ cron, span: { since, until } }));
    await catchUp.makeUp(unwatched, 'off');
  }

  async #keep(): Promise<void> {
    const { checkpoints, crons, catchUp, alarm, journal } = this.#tools;
    await catchUp.idle();
    try {
      await checkpoints.keep(WATCHED_UNTIL, crons.followedUntil);
    } catch (cause) {
      journal.record({ name: 'crons.watch-not-kept', level: 'warn', cause });
    }
    if (!this.#stopped) this.#disarm = alarm.after(KEEP_EVERY_MS, () => void this.#keep());
  }
}
