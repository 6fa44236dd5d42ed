import { readFileSync } from 'node:fs';
import { figureKey } from './measure-parts.js';
import { type Row, withUnit } from './row.js';

const FILE = new URL('../../../test/bench/budgets.json', import.meta.url);

/** A ratio to a yardstick that must not get worse. */
export interface Budget {
  /** What it is the ratio of. */
  readonly ratio: string;
  readonly most?: number;
  readonly least?: number;
}

/** A budget beside what was measured. */
export interface JudgedBudget extends Budget {
  readonly now: number;
  readonly holds: boolean;
}

/** By the names of the rows whose ratios they are for. */
export type Budgets = Readonly<Record<string, Budget>>;

/** Those that are kept. */
export function readBudgets(): Budgets {
  return JSON.parse(readFileSync(FILE, 'utf8')) as Budgets;
}

/** Holds the rows against the budgets. One that was not measured does not hold. */
export function judgeBudgets(rows: readonly Row[], budgets: Budgets): readonly JudgedBudget[] {
  return Object.entries(budgets).map(([name, budget]) => {
    const now = rows.find((row) => figureKey(row) === name)?.ratio ?? Number.NaN;
    const { most = Number.POSITIVE_INFINITY, least = Number.NEGATIVE_INFINITY } = budget;
    return { ...budget, now, holds: now <= most && now >= least };
  });
}

/** A budget in words. */
export function budgetLine({ ratio, most, least, now, holds }: JudgedBudget): string {
  const limit = most === undefined ? `≥ ${withUnit(least ?? Number.NaN, '×')}` : `≤ ${withUnit(most, '×')}`;
  return `${ratio.padEnd(36)} | ${withUnit(now, '×').padEnd(10)} | ${limit.padEnd(10)} | ${holds ? 'within the budget' : 'OVER THE BUDGET'}`;
}
