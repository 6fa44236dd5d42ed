import { setImmediate } from 'node:timers/promises';
import type { ScheduleVerdict } from '../../domain/cron/cron-calendar.js';
import { type CronProblem, expandedSchedule, parseCronExpression } from '../../domain/cron/cron-expression.js';
import { scheduleDoubts } from '../../domain/cron/schedule-doubts.js';
import { sameInDigits } from './same-in-digits.js';

/** How many verdicts are kept: more than a configuration has schedules. */
const MOST_KEPT = 20_000;

/** How long other work may have to wait while many schedules are judged, in milliseconds. */
const LONGEST_TURN_MS = 10;

const FINE: ScheduleVerdict = { problem: null, doubts: [] };

/** Says of five fields why they are refused; `null` if they are accepted. */
type PackageJudge = (fields: string) => string | null;

/**
 * Judges schedules: by our own rules first, then by the package `cron` (`CronTime.validateCronExpression`). That takes a
 * tenth of a millisecond for each, so verdicts are kept; the package is loaded when there is something to judge.
 */
export class ScheduleVerdicts {
  readonly #kept = new Map<string, ScheduleVerdict>();

  /** What is to be said of each of the schedules, in the same order. */
  async of(schedules: readonly string[]): Promise<readonly ScheduleVerdict[]> {
    const fresh = [...new Set(schedules)].filter((schedule) => !this.#kept.has(schedule));
    if (fresh.length > 0) await this.#judge(fresh);
    const verdicts = schedules.map((schedule) => this.#kept.get(schedule) ?? FINE);
    if (this.#kept.size > MOST_KEPT) this.#forgetAllBut(new Set(schedules));
    return verdicts;
  }

  async #judge(fresh: readonly string[]): Promise<void> {
    const { CronTime } = await import('cron');
    const judge: PackageJudge = (fields) => {
      const { valid, error } = CronTime.validateCronExpression(fields);
      return valid ? null : (error?.message ?? 'it is not a schedule');
    };
    let turnBeganMs = performance.now();
    for (const schedule of fresh) {
      const problem = problemOf(schedule, judge);
      this.#kept.set(schedule, { problem, doubts: problem === null ? scheduleDoubts(schedule) : [] });
      if (performance.now() - turnBeganMs < LONGEST_TURN_MS) continue;
      await setImmediate();
      turnBeganMs = performance.now();
    }
  }

  #forgetAllBut(latest: ReadonlySet<string>): void {
    for (const schedule of this.#kept.keys()) if (!latest.has(schedule)) this.#kept.delete(schedule);
  }
}

function problemOf(schedule: string, judge: PackageJudge): CronProblem | null {
  const own = parseCronExpression(schedule);
  if (!own.ok) return own.problem;
  const fields = expandedSchedule(schedule);
  const reason = judge(fields);
  if (reason === null) return null;
  const digits = sameInDigits(fields);
  return { kind: 'refused', reason, instead: judge(digits) === null ? digits : null };
}
