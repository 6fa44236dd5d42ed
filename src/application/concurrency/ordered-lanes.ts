/** Runs tasks of one lane one after the other and different lanes side by side. */
export class OrderedLanes<Key> {
  readonly #tails = new Map<Key, Promise<void>>();
  #tasks = 0;

  /** How many tasks wait or run. */
  get size(): number {
    return this.#tasks;
  }

  /** Puts a task at the end of its lane; if it throws, `onCrash` is told and the next one goes on. */
  add(key: Key, task: () => Promise<void>, onCrash: (cause: unknown) => Promise<void>): void {
    const before = this.#tails.get(key) ?? Promise.resolve();
    this.#tasks++;
    const tail = before
      .then(task)
      .catch(onCrash)
      .catch(() => undefined);
    this.#tails.set(key, tail);
    void tail.then(() => {
      this.#tasks--;
      if (this.#tails.get(key) === tail) this.#tails.delete(key);
    });
  }

  /** Whether a task of the lane waits or runs. */
  isBusy(key: Key): boolean {
    return this.#tails.has(key);
  }

  /** Resolves when no task waits or runs. */
  async idle(): Promise<void> {
    while (this.#tails.size > 0) await Promise.all([...this.#tails.values()]);
  }
}
