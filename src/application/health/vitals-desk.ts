import type { VitalSigns } from '../values/vital-signs.js';
import type { Vitals } from './vitals.js';

/** Gives vital signs to those that have to be made before what is examined: the listener is part of it. */
export class VitalsDesk {
  #vitals: Vitals | null = null;

  /** Answers from now on. */
  open(vitals: Vitals): void {
    this.#vitals = vitals;
  }

  /** How things are now; only to be asked once it is open. */
  now(): Promise<VitalSigns> {
    if (this.#vitals === null) throw new Error('nobody examines yet');
    return this.#vitals.now();
  }
}
