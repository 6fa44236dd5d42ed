import { MOST_LATE_MS } from '../../../domain/cron/cron-claims.js';
import type { RunId } from '../../../domain/ids.js';
import { isFlag, isNumber, listOf, objectOf } from '../../../domain/json-shape.js';
import type { Clock, Instant } from '../../../domain/ports/clock.js';
import type { RunDispatcher } from '../../../domain/run/run-dispatcher.js';
import type { Admission } from '../../../domain/trigger/admission.js';
import { capVerdict, type HourOfRuns, NO_RUNS } from '../../../domain/trigger/hourly-cap.js';
import { overlapVerdict } from '../../../domain/trigger/overlap-policy.js';
import type { Cron, Trigger } from '../../../domain/trigger/trigger.js';
import { type TriggerName, triggerName } from '../../../domain/trigger/trigger-name.js';
import type { Checkpoints } from '../../ports/store/checkpoints.js';
import type { RunJob } from '../../run/active/run-job.js';

const isHourOfRuns = objectOf<HourOfRuns>({ starts: listOf(isNumber), told: isFlag });

/** Keeps triggers from starting too many runs: crons while their last one goes on, anything beyond its hourly cap. */
export class RunLimits {
  readonly #dispatcher: RunDispatcher<RunJob>;
  readonly #checkpoints: Checkpoints;
  readonly #clock: Clock;
  /** The run because of which somebody was told that others are left out. */
  readonly #toldOf = new Map<TriggerName, RunId>();

  constructor(dispatcher: RunDispatcher<RunJob>, checkpoints: Checkpoints, clock: Clock) {
    this.#dispatcher = dispatcher;
    this.#checkpoints = checkpoints;
    this.#clock = clock;
  }

  /** Whether anything limits the trigger; if so, it must be asked about one run after the other. */
  concerns(trigger: Trigger): boolean {
    return trigger.maxRunsPerHour > 0 || (trigger.kind === 'cron' && trigger.overlap !== 'allow');
  }

  /** Decides about one run, which counts from now on if it is admitted; runs that it replaces are stopped. */
  async admit(trigger: Trigger, dueAt: Instant | null): Promise<Admission> {
    const overlap =
      trigger.kind === 'cron' ? this.#overlap(this.#policyOf(trigger, dueAt), triggerName(trigger)) : null;
    if (overlap !== null && overlap.kind !== 'admitted') return overlap;
    const capped = trigger.maxRunsPerHour > 0 ? await this.#cap(trigger) : null;
    if (capped !== null) return capped;
    if (trigger.kind === 'cron' && trigger.overlap === 'replace') {
      for (const { id } of this.#runsOf(triggerName(trigger))) this.#dispatcher.cancel(id);
    }
    return overlap ?? { kind: 'admitted', lane: null };
  }

  /** What is made up for late was asked for by itself: it waits rather than being left out once more. */
  #policyOf({ overlap, jitterMs }: Cron, dueAt: Instant | null): Cron['overlap'] {
    const isLate = dueAt !== null && this.#clock.now() - dueAt > MOST_LATE_MS + jitterMs;
    return overlap === 'skip' && isLate ? 'queue' : overlap;
  }

  #overlap(overlap: Cron['overlap'], name: TriggerName): Admission {
    const runs = this.#runsOf(name);
    const running = this.#dispatcher.live.filter((job) => runs.includes(job)).length;
    const verdict = overlapVerdict(overlap, running, runs.length - running);
    switch (verdict) {
      case 'start':
      case 'wait':
      case 'replace':
        return { kind: 'admitted', lane: overlap === 'allow' ? null : `trigger ${name}` };
      case 'skip':
        return { kind: 'still-running', isNews: this.#isNews(name, runs) };
      case 'full':
        return { kind: 'too-many-waiting', isNews: this.#isNews(name, runs) };
    }
  }

  #isNews(name: TriggerName, [first]: readonly RunJob[]): boolean {
    if (first === undefined || this.#toldOf.get(name) === first.id) return false;
    this.#toldOf.set(name, first.id);
    return true;
  }

  #runsOf(name: TriggerName): readonly RunJob[] {
    const { live, waiting } = this.#dispatcher;
    return [...live, ...waiting].filter(({ plan: { origin } }) => isOf(origin, name));
  }

  /** `null` if it may start; on disk before this resolves, so that a crash opens no new hour. */
  async #cap(trigger: Trigger): Promise<Admission | null> {
    const key = `hour of ${triggerName(trigger)}`;
    const before = (await this.#checkpoints.find(key, isHourOfRuns)) ?? NO_RUNS;
    const { admitted, isNews, freeAt, next } = capVerdict(before, trigger.maxRunsPerHour, this.#clock.now());
    if (admitted || isNews) await this.#checkpoints.keep(key, next);
    return admitted ? null : { kind: 'capped', most: trigger.maxRunsPerHour, freeAt, isNews };
  }
}

function isOf(origin: RunJob['plan']['origin'], name: TriggerName): boolean {
  return (origin.kind === 'cron' || origin.kind === 'webhook') && triggerName(origin) === name;
}
