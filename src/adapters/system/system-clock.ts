import type { Clock, Instant } from '../../domain/ports/clock.js';

/** The machine's clocks. The stopwatch stands still while the host sleeps. */
export class SystemClock implements Clock {
  now(): Instant {
    return Date.now();
  }

  monotonicMs(): number {
    return performance.now();
  }
}
