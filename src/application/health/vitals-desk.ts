import type { HealthReport } from '../values/health-report.js';
import type { HealthCheck } from './health-check.js';

/** Gives vital signs to those that have to be made before what is examined: the listener is part of it. */
export class VitalsDesk {
  #vitals: HealthCheck | null = null;

  /** Answers from now on. */
  open(vitals: HealthCheck): void {
    this.#vitals = vitals;
  }

  /** How things are now; only to be asked once it is open. */
  now(): Promise<HealthReport> {
    if (this.#vitals === null) throw new Error('nobody examines yet');
    return this.#vitals.now();
  }
}
