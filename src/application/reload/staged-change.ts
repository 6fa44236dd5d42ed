import type { Effect } from './adapter-kind.js';

/** A change that is prepared but not visible. `commit` is synchronous and cannot fail; `abort` leaves no trace. */
export interface StagedChange {
  readonly effect: Effect;
  commit(): void;
  abort(): Promise<void>;
}

/** A change of nothing. */
export const noChange: StagedChange = { effect: 'none', commit: () => undefined, abort: async () => undefined };
