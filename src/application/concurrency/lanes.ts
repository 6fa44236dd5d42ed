/** Work under one key is done one after the other; work under different keys goes on at the same time. */
export class Lanes {
  readonly #last = new Map<string, Promise<unknown>>();

  /** Does the work when all earlier work under the key is over, however that ended. */
  run<T>(key: string, work: () => Promise<T>): Promise<T> {
    const mine = (this.#last.get(key) ?? Promise.resolve()).then(work, work);
    this.#last.set(key, mine);
    const leave = () => {
      if (this.#last.get(key) === mine) this.#last.delete(key);
    };
    mine.then(leave, leave);
    return mine;
  }
}
