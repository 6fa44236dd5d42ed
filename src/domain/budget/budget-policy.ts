/** What runs may cost, in US dollars; `null` for no limit. */
export interface BudgetLimits {
  readonly enabled: boolean;
  readonly maxCostPerRunUsd: number | null;
  readonly maxCostPerDayUsd: number | null;
  /** From which percentage of a limit on it is near. */
  readonly warnAtPercent: number;
  /** Whether a limit that is reached ends the run; for a day's, no further run begins. */
  readonly autoCancel: boolean;
}

/** What a run, and all runs of the day with it, have cost so far, in US dollars. */
export interface Spending {
  readonly runUsd: number;
  readonly dayUsd: number;
}

/** A limit that has just come near, or has just been reached. */
export interface BudgetFinding {
  readonly scope: 'run' | 'day';
  readonly level: 'near' | 'reached';
  readonly spentUsd: number;
  readonly limitUsd: number;
}

/**
 * What the step from one spending to the next has to say. Whatever the steps are, each limit comes near at most once and
 * is reached at most once: nobody has to remember what was told.
 */
export function findings(limits: BudgetLimits, before: Spending, after: Spending): readonly BudgetFinding[] {
  if (!limits.enabled) return [];
  return [
    ...crossed('run', limits.maxCostPerRunUsd, limits.warnAtPercent, before.runUsd, after.runUsd),
    ...crossed('day', limits.maxCostPerDayUsd, limits.warnAtPercent, before.dayUsd, after.dayUsd),
  ];
}

/** The limit that is reached and ends a run that goes on, or keeps one from beginning; `null` if there is none. */
export function limitReached(limits: BudgetLimits, { runUsd, dayUsd }: Spending): BudgetFinding | null {
  const { enabled, autoCancel, maxCostPerRunUsd, maxCostPerDayUsd } = limits;
  if (!enabled || !autoCancel) return null;
  if (maxCostPerDayUsd !== null && dayUsd >= maxCostPerDayUsd) {
    return { scope: 'day', level: 'reached', spentUsd: dayUsd, limitUsd: maxCostPerDayUsd };
  }
  if (maxCostPerRunUsd === null || runUsd < maxCostPerRunUsd || runUsd === 0) return null;
  return { scope: 'run', level: 'reached', spentUsd: runUsd, limitUsd: maxCostPerRunUsd };
}

function crossed(
  scope: BudgetFinding['scope'],
  limitUsd: number | null,
  warnAtPercent: number,
  before: number,
  spentUsd: number,
): readonly BudgetFinding[] {
  if (limitUsd === null) return [];
  const nearUsd = Math.min(limitUsd, (limitUsd * warnAtPercent) / 100);
  const level = levelOf(limitUsd, nearUsd, spentUsd);
  if (level === null || rank(level) <= rank(levelOf(limitUsd, nearUsd, before))) return [];
  return [{ scope, level, spentUsd, limitUsd }];
}

/** What has cost nothing is within every limit. */
function levelOf(limitUsd: number, nearUsd: number, spentUsd: number): BudgetFinding['level'] | null {
  if (spentUsd <= 0) return null;
  if (spentUsd >= limitUsd) return 'reached';
  return spentUsd >= nearUsd ? 'near' : null;
}

function rank(level: BudgetFinding['level'] | null): number {
  return level === null ? 0 : level === 'near' ? 1 : 2;
}
