import type { Clock } from '../../domain/ports/clock.js';
import type { EngineProblem } from '../../domain/run/run-event.js';
import type { RunPlan } from '../../domain/run/run-plan.js';
import { localText } from '../../domain/schedule/local-text.js';
import { type ResetClock, resetTime } from '../../domain/schedule/reset-time.js';
import { withoutPaths } from '../wording/text/safe-error.js';

/** What the time of a problem is worded with. */
export interface ProblemTimes {
  readonly clock: Pick<Clock, 'now'>;
  readonly times: ResetClock['times'];
}

/** So near, a time of day says less than that it is a moment. */
const SOON_MS = 120_000;

/** A run's problem as its chat may know it: times by the chat's clocks, paths in private only. */
export function toldProblem(
  problem: EngineProblem,
  { place, budget }: Pick<RunPlan, 'place' | 'budget'>,
  { clock, times }: ProblemTimes,
): EngineProblem {
  const { resetsAt: told, ...rest } = problem;
  const now = clock.now();
  const saysWhen = rest.kind === 'quota' || rest.kind === 'rate-limit' || rest.kind === 'overloaded';
  const resetsAt = told ?? (saysWhen ? resetTime(rest.message, { now, times }) : null);
  const message = place.chatId > 0 ? rest.message : withoutPaths(rest.message);
  if (resetsAt === null || resetsAt <= now) return { ...rest, message };
  const isSoon = resetsAt - now < SOON_MS;
  return {
    ...rest,
    message,
    resetsAt,
    ...(isSoon ? {} : { resets: localText(resetsAt, now, budget.timezone, times) }),
  };
}
