/** How many engine processes run in this process, over all engines and generations. */
export class LiveRuns {
  #count = 0;

  /** Runs that have been taken and not given back. */
  get count(): number {
    return this.#count;
  }

  /** Counts one more run until the returned function is called. */
  take(): () => void {
    this.#count++;
    let held = true;
    return () => {
      if (held) this.#count--;
      held = false;
    };
  }
}
