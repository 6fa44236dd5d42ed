/** Work under one key is done one after the other; work under different keys goes on at the same time. */
export class KeyedSerial<Key> {
  readonly #last = new Map<Key, Promise<void>>();
  #size = 0;

  /** How much work waits or is being done. */
  get size(): number {
    return this.#size;
  }

  /** Whether work under the key waits or is being done. */
  isBusy(key: Key): boolean {
    return this.#last.has(key);
  }

  /**
   * Does the work when all earlier work under the key is over, however that ended. A failure that the caller does not deal
   * with counts as unhandled, as if the work had been done on the spot.
   */
  run<T>(key: Key, work: () => T | Promise<T>): Promise<T> {
    const mine = (this.#last.get(key) ?? Promise.resolve()).then(work);
    const leave = () => {
      this.#size--;
      if (this.#last.get(key) === over) this.#last.delete(key);
    };
    const over = mine.then(leave, leave);
    this.#size++;
    this.#last.set(key, over);
    // Not `mine`, which counts as dealt with since something follows it here.
    return mine.then((value) => value);
  }

  /** Resolves when no work waits or is being done. */
  async idle(): Promise<void> {
    while (this.#last.size > 0) await Promise.all([...this.#last.values()]);
  }
}
