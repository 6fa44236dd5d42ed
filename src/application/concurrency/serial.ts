import { KeyedSerial } from './keyed-serial.js';

/** Work is done one after the other, in the order in which it comes. */
export class Serial {
  readonly #line = new KeyedSerial<null>();

  /** Does the work when all earlier work is over, however that ended. */
  run<T>(work: () => T | Promise<T>): Promise<T> {
    return this.#line.run(null, work);
  }

  /** Resolves when no work waits or is being done. */
  idle(): Promise<void> {
    return this.#line.idle();
  }
}
