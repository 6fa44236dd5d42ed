import type { Instant } from './clock.js';

/** Stops something that was set to happen; calling it again, or too late, does nothing. */
export type Cancel = () => void;

/** Calls back later. */
export interface Alarm {
  /** Calls `ring` once, at or soon after a wall-clock instant, also when the host slept or the clock was set. */
  at(instant: Instant, ring: () => void): Cancel;
  /** Calls `ring` once, `delayMs` of running time from now. */
  after(delayMs: number, ring: () => void): Cancel;
}
