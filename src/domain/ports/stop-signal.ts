/** Tells a running activity to stop; an `AbortSignal` is one. */
export interface StopSignal {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void, options?: { once?: boolean }): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

/** The switch behind a `StopSignal`. */
export class StopSource {
  readonly #listeners = new Set<() => void>();
  #stopped = false;

  /** The signal to hand on; it stays the same. */
  readonly signal: StopSignal;

  constructor() {
    const stopped = () => this.#stopped;
    this.signal = {
      get aborted() {
        return stopped();
      },
      addEventListener: (_type, listener) => void this.#listeners.add(listener),
      removeEventListener: (_type, listener) => void this.#listeners.delete(listener),
    };
  }

  /** Stops the activity; a second call does nothing. */
  stop(): void {
    if (this.#stopped) return;
    this.#stopped = true;
    for (const listener of this.#listeners) listener();
    this.#listeners.clear();
  }
}
