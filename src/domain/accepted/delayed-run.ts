import type { Interpretation } from './run-request.js';

/** A run that was asked for ahead of time, frozen as it was asked for. Plain JSON. */
export interface DelayedRun extends Interpretation {
  /** The delay or the time in the person's own form, such as `5m`. */
  readonly written: string;
  /** Milliseconds since the epoch; absent in one that was asked for before this was kept. */
  readonly askedAt?: number;
}
