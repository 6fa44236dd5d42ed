import type { Alarm, Cancel } from '../../../src/domain/ports/alarm.js';
import type { Clock } from '../../../src/domain/ports/clock.js';

/** The machine's own time, for tests with real processes, which no fake clock moves. */
export class RealTime implements Clock, Alarm {
  now(): number {
    return Date.now();
  }

  monotonicMs(): number {
    return performance.now();
  }

  at(instant: number, ring: () => void): Cancel {
    return this.after(instant - Date.now(), ring);
  }

  after(delayMs: number, ring: () => void): Cancel {
    const timer = setTimeout(ring, delayMs);
    return () => clearTimeout(timer);
  }
}
