/** What a figure must reach. */
export interface Goal {
  readonly bound: 'at most' | 'at least';
  readonly value: number;
  /** Whether it is the ratio to the yardstick that must reach it, not the figure itself. */
  readonly ofRatio?: boolean;
}

/** A bare thing that was measured in the same run, as a limit of what this machine can do at this moment. */
export interface Yardstick {
  readonly name: string;
  /** In the unit of the figure. */
  readonly value: number;
}

/** One figure. */
export interface Figure {
  /** The name of the part that measured it. */
  readonly part: string;
  /** Names the figure within its part. */
  readonly name: string;
  readonly now: number;
  readonly unit: string;
  readonly goal: Goal | null;
  readonly yardstick: Yardstick | null;
}

/** Whether a figure reached its goal. */
export type Verdict = 'reached' | 'not reached' | 'no goal';

/** A figure with what follows from it, as it is printed and written. */
export interface Row extends Figure {
  readonly ratio: number | null;
  readonly verdict: Verdict;
}

/** Names what makes the figures of one part. */
export function figuresOf(part: string): (name: string, now: number, unit: string, more?: Beside) => Figure {
  return (name, now, unit, { goal = null, yardstick = null } = {}) => ({ part, name, now, unit, goal, yardstick });
}

/** What a figure is held against. */
interface Beside {
  readonly goal?: Goal | null;
  readonly yardstick?: Yardstick | null;
}

export function atMost(value: number): Goal {
  return { bound: 'at most', value };
}

export function atLeast(value: number): Goal {
  return { bound: 'at least', value };
}

/** For a ratio to the yardstick. */
export function ratioAtMost(value: number): Goal {
  return { bound: 'at most', value, ofRatio: true };
}

/** For a ratio to the yardstick. */
export function ratioAtLeast(value: number): Goal {
  return { bound: 'at least', value, ofRatio: true };
}

/** The figure judged. */
export function rowOf(figure: Figure): Row {
  const { now, goal, yardstick } = figure;
  const ratio = yardstick === null ? null : now / yardstick.value;
  return {
    ...figure,
    ratio,
    verdict: goal === null ? 'no goal' : judge(goal.ofRatio ? (ratio ?? Number.NaN) : now, goal),
  };
}

/** What was not measured has not reached its goal. */
function judge(value: number, { bound, value: limit }: Goal): Verdict {
  return (bound === 'at most' ? value <= limit : value >= limit) ? 'reached' : 'not reached';
}

const WIDTHS = [70, 14, 12, 44, 8] as const;

/** The first line of the table. */
export const HEADER = inColumns(['name', 'now', 'goal', 'yardstick', 'ratio', 'verdict']);

/** A row of the table. */
export function lineOf({ part, name, now, unit, goal, yardstick, ratio, verdict }: Row): string {
  return inColumns([
    `${part}: ${name}`,
    withUnit(now, unit),
    goal === null ? '-' : `${goal.bound === 'at most' ? '≤' : '≥'} ${withUnit(goal.value, goal.ofRatio ? '×' : unit)}`,
    yardstick === null ? '-' : `${withUnit(yardstick.value, unit)} (${yardstick.name})`,
    ratio === null ? '-' : withUnit(ratio, '×'),
    verdict,
  ]);
}

function inColumns(cells: readonly string[]): string {
  return cells.map((cell, column) => cell.padEnd(WIDTHS[column] ?? 0)).join(' | ');
}

/** With three digits that count. */
export function withUnit(value: number, unit: string): string {
  if (Number.isNaN(value)) return 'not measured';
  const size = Math.abs(value);
  const digits = size >= 100 || Number.isInteger(value) ? 0 : size >= 10 ? 1 : 2;
  return `${value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits })} ${unit}`.trimEnd();
}
