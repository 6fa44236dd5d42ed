const SIGNALS = ['SIGTERM', 'SIGINT'] as const;

/** The exit code of a process that was told twice to end. */
const EXIT_AT_ONCE = 130;

/** Listens for the wish to end: the first signal is handed on, the second ends the process without waiting for work. */
export class TerminationSignals {
  /** Resolves with the name of the first signal. */
  readonly first: Promise<string>;
  /** Whether a signal has come. */
  get came(): boolean {
    return this.#came;
  }

  /** What must not be left undone even then; quick. */
  beforeExitAtOnce: () => Promise<unknown> = () => Promise.resolve();
  #came = false;

  constructor() {
    this.first = new Promise((resolve) => {
      for (const signal of SIGNALS) {
        process.on(signal, () => {
          if (this.#came) void this.#exitAtOnce();
          this.#came = true;
          resolve(signal);
        });
      }
    });
  }

  async #exitAtOnce(): Promise<void> {
    await this.beforeExitAtOnce().catch(() => undefined);
    process.exit(EXIT_AT_ONCE);
  }
}
