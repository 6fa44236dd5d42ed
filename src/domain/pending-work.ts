/** Follows work that nobody waits for as it is begun, so that somebody can wait for all of it in the end. */
export class PendingWork {
  readonly #pending = new Set<Promise<unknown>>();

  /** Follows the work, whose failure is for whoever began it to deal with; gives it back. */
  add<T>(work: Promise<T>): Promise<T> {
    this.#pending.add(work);
    const leave = () => void this.#pending.delete(work);
    work.then(leave, leave);
    return work;
  }

  /** Resolves when nothing is pending, what was added meanwhile included. */
  async idle(): Promise<void> {
    while (this.#pending.size > 0) await Promise.allSettled([...this.#pending]);
  }
}
