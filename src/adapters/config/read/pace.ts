import { setImmediate } from 'node:timers/promises';

/** How long other work may have to wait while a long file is read, in milliseconds. */
const LONGEST_TURN_MS = 10;

/** Between two of them Node looks for what came from outside: a new connection is heard in one, and answered in the next. */
const TURNS = 3;

/** Divides long work into turns, so that what else there is to do does not wait for the whole. */
export class Pace {
  #beganMs = performance.now();

  /** Whether it is time to let others have their turn. */
  get isOver(): boolean {
    return performance.now() - this.#beganMs >= LONGEST_TURN_MS;
  }

  /** Lets them have it if it is time. */
  async rest(): Promise<void> {
    if (!this.isOver) return;
    for (let turn = 0; turn < TURNS; turn++) await setImmediate();
    this.#beganMs = performance.now();
  }
}
