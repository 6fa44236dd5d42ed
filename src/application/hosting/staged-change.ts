import type { Result } from '../../domain/result.js';
import type { Effect } from '../values/reload/part-effect.js';
import type { OpenProblem } from '../values/reload/rejected-reading.js';

/** A change that is prepared but not visible. `commit` is synchronous and cannot fail; `abort` leaves no trace. */
export interface StagedChange {
  readonly effect: Effect;
  /**
   * Of a handover only, and the last that is done before the commit: what is scarce is let go and taken again. If that
   * is not possible, what was there before has been put back.
   */
  takeOver?(): Promise<Result<void, OpenProblem>>;
  commit(): void;
  abort(): Promise<void>;
}

/** A change of nothing. */
export const noChange: StagedChange = { effect: 'none', commit: () => undefined, abort: async () => undefined };
