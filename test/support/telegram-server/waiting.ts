/** Waits for conditions; looked at whenever something happened. */
export class Waiting {
  readonly #waiters = new Set<() => void>();

  /** Something happened. */
  changed(): void {
    for (const look of this.#waiters) look();
  }

  /** Resolves with the first value that is neither `false`, `null` nor `undefined`; rejects when it takes longer than allowed. */
  for<T>(look: () => T, timeoutMs: number): Promise<Exclude<T, false | null | undefined>> {
    return new Promise((resolve, reject) => {
      const end = () => {
        clearTimeout(timer);
        this.#waiters.delete(check);
      };
      const check = () => {
        const value = look();
        if (!isThere(value)) return;
        end();
        resolve(value);
      };
      const timer = setTimeout(() => {
        end();
        reject(new Error(`waited ${timeoutMs} ms in vain for: ${look}`));
      }, timeoutMs);
      this.#waiters.add(check);
      check();
    });
  }
}

function isThere<T>(value: T): value is Exclude<T, false | null | undefined> {
  return value !== false && value !== null && value !== undefined;
}
