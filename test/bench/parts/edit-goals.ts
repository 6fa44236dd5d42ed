import type { SaveWay } from '../programs/save-series.js';
import { atMost, type Goal } from '../row.js';

/** An edit whose time from the save to live has a goal, or none. */
interface EditCase {
  readonly way: SaveWay;
  readonly mode: number;
  readonly triggers: number;
  /** Not given: the default. */
  readonly settleMs: number | undefined;
  readonly part: 'p50' | 'p99';
}

/** In milliseconds, by what the goal depends on. */
const GOALS = {
  rename: { p50: 12, p99: 30 },
  'in place': { p50: 30, p99: 45 },
  'settle 0': { p50: 7, p99: 15 },
  '1,000': { p50: 30, p99: 60 },
  '10,000': { p50: 300, p99: 300 },
} as const;

/** The goal for such an edit. Neither a burst nor a file that others can read has one. */
export function editGoal({ way, mode, triggers, settleMs, part }: EditCase): Goal | null {
  const name = way === 'burst' || mode !== 0o600 ? null : goalName(way, triggers, settleMs);
  return name === null ? null : atMost(GOALS[name][part]);
}

function goalName(
  way: 'rename' | 'in place',
  triggers: number,
  settleMs: number | undefined,
): keyof typeof GOALS | null {
  if (triggers === 10_000) return '10,000';
  if (triggers === 1_000) return settleMs === undefined ? '1,000' : null;
  if (triggers !== 100) return null;
  return settleMs === undefined ? way : 'settle 0';
}
