/** Milliseconds since 1970-01-01T00:00Z by the wall clock. */
export type Instant = number;

/** The time of day and a stopwatch that no clock change disturbs. */
export interface Clock {
  /** The wall clock's time, in milliseconds since the epoch. */
  now(): Instant;
  /** Milliseconds since an arbitrary start; never goes back. */
  monotonicMs(): number;
}
