import { takeEarlySignals } from './early-signals.js';

const ENDING = ['SIGTERM', 'SIGINT'] as const;

/** The exit code of a process that was told twice to end. */
const EXIT_AT_ONCE = 130;

/**
 * Listens for signals, and takes over those that came while the program was loaded. The first wish to end is handed on, the second ends the process without
 * waiting for work; a SIGHUP asks for a reload, and one that came before somebody could reload is remembered.
 */
export class ProcessSignals {
  /** Resolves with the name of the first signal that asks for the end. */
  readonly ending: Promise<string>;
  #lastAct: () => Promise<unknown> = () => Promise.resolve();
  #endingCame = false;
  #reload: (() => void) | null = null;
  #reloadWaits = false;

  constructor() {
    const { promise, resolve } = Promise.withResolvers<string>();
    this.ending = promise;
    const end = (signal: string) => {
      if (this.#endingCame) void this.#exitAtOnce();
      this.#endingCame = true;
      resolve(signal);
    };
    for (const signal of ENDING) process.on(signal, () => end(signal));
    process.on('SIGHUP', () => {
      if (this.#reload === null) this.#reloadWaits = true;
      else this.#reload();
    });
    // A reload that was asked for so early needs none: nothing has been read yet.
    for (const signal of takeEarlySignals()) if (signal !== 'SIGHUP') end(signal);
  }

  /** Whether a signal that asks for the end has come. */
  get endingCame(): boolean {
    return this.#endingCame;
  }

  /** Does this even when the process ends at once; it is to be quick. */
  beforeExitAtOnce(act: () => Promise<unknown>): void {
    this.#lastAct = act;
  }

  /** Reloads at each SIGHUP from now on, and at once if one came before. */
  reloadBy(reload: () => void): void {
    this.#reload = reload;
    if (this.#reloadWaits) reload();
    this.#reloadWaits = false;
  }

  async #exitAtOnce(): Promise<void> {
    await this.#lastAct().catch(() => undefined);
    process.exit(EXIT_AT_ONCE);
  }
}
