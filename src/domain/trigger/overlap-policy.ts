import type { Cron } from './trigger.js';

/** How many runs of one cron may wait for each other. */
export const MOST_WAITING = 100;

/** What becomes of a run that is due: `wait` behind those before it, `replace` them, or leave it out (`skip`, `full`). */
export type OverlapVerdict = 'start' | 'wait' | 'replace' | 'skip' | 'full';

/** Decides about a cron's run while `running` runs of it go on and `waiting` ones wait. */
export function overlapVerdict(overlap: Cron['overlap'], running: number, waiting: number): OverlapVerdict {
  if (overlap === 'allow' || running + waiting === 0) return 'start';
  switch (overlap) {
    case 'skip':
      return 'skip';
    case 'replace':
      return 'replace';
    case 'queue':
      return waiting < MOST_WAITING ? 'wait' : 'full';
  }
}
