/** Waiting things of several sources: those of one in their order, the sources in turn. */
export class TurnQueue<T> {
  /** In the order of their next turn. */
  readonly #waiting = new Map<string, T[]>();
  #size = 0;

  /** How many wait. */
  get size(): number {
    return this.#size;
  }

  /** Adds one behind those of its source. */
  add(source: string, one: T): void {
    const waiting = this.#waiting.get(source);
    if (waiting === undefined) this.#waiting.set(source, [one]);
    else waiting.push(one);
    this.#size++;
  }

  /** The next ones, at most so many, without taking them. */
  next(most: number): readonly T[] {
    const next: T[] = [];
    for (let turn = 0; next.length < Math.min(most, this.#size); turn++) {
      for (const waiting of this.#waiting.values()) {
        const one = waiting[turn];
        if (one !== undefined && next.length < most) next.push(one);
      }
    }
    return next;
  }

  /** Takes the first so many of the next ones. */
  take(count: number): readonly T[] {
    const taken: T[] = [];
    while (taken.length < count) {
      const [turn] = this.#waiting;
      if (turn === undefined) break;
      const [source, waiting] = turn;
      this.#waiting.delete(source);
      taken.push(...waiting.splice(0, 1));
      this.#size--;
      if (waiting.length > 0) this.#waiting.set(source, waiting);
    }
    return taken;
  }
}
