import type { RowId } from '../../domain/ids.js';
import type { Alarm } from '../../domain/ports/alarm.js';
import type { WorkInHand } from '../ports/store/work-in-hand.js';

/**
 * How long a row counts as being acted on, in milliseconds of an event loop that turns: what froze the loop never lets this
 * ring, and what waits for the network this long does no harm.
 */
export const MOST_IN_HAND_MS = 10_000;

/** Lets rows be acted on so that the next process knows which of them were, if this one dies of it. */
export class RowsInHand {
  readonly #work: WorkInHand;
  readonly #alarm: Alarm;
  readonly #held = new Map<RowId, Promise<void>>();

  constructor(work: WorkInHand, alarm: Alarm) {
    this.#work = work;
    this.#alarm = alarm;
  }

  /** Acts, and gives what that gives. */
  async hold<T>(rows: readonly RowId[], act: () => Promise<T>): Promise<T> {
    const leave = this.#work.take(rows);
    const { promise, resolve } = Promise.withResolvers<void>();
    for (const row of rows) this.#held.set(row, promise);
    const release = () => {
      leave();
      for (const row of rows) if (this.#held.get(row) === promise) this.#held.delete(row);
      resolve();
    };
    const disarm = this.#alarm.after(MOST_IN_HAND_MS, release);
    try {
      return await act();
    } finally {
      disarm();
      release();
    }
  }

  /** Resolves when the row does not count as being acted on. */
  async freeOf(row: RowId): Promise<void> {
    await this.#held.get(row);
  }
}
