import type { Alarm, Cancel } from '../../domain/ports/alarm.js';
import type { StopSignal, StopSource } from '../../domain/ports/stop-signal.js';

/** Is told why something was refused, and when it is tried again. */
type OnRefused = (cause: unknown, retryInMs: number) => void;

/** Tries again what the disk refused, until the program ends: what is left by then is on disk for the next start. */
export class Retrier {
  /** After how long. */
  readonly retryInMs = 30_000;
  readonly #alarm: Alarm;
  readonly #ending: Pick<StopSource, 'signal'>;

  constructor(alarm: Alarm, ending: Pick<StopSource, 'signal'>) {
    this.#alarm = alarm;
    this.#ending = ending;
  }

  /** Does the work, and does it once more each time that it rejects. Never rejects. */
  async persist(work: () => Promise<unknown>, refused: OnRefused): Promise<void> {
    try {
      await work();
    } catch (cause) {
      refused(cause, this.retryInMs);
      this.later(work, refused);
    }
  }

  /** The same, the first time not now. */
  later(work: () => Promise<unknown>, refused: OnRefused = () => undefined): Cancel {
    return this.#alarm.after(this.retryInMs, () => {
      if (!this.#ending.signal.aborted) void this.persist(work, refused);
    });
  }

  /** Does the work until it succeeds; `null` if it was stopped, or the program ended, before that. */
  async until<T>(work: () => Promise<T>, stop: StopSignal, refused: OnRefused): Promise<T | null> {
    const stops = [stop, this.#ending.signal];
    while (stops.every(({ aborted }) => !aborted)) {
      try {
        return await work();
      } catch (cause) {
        refused(cause, this.retryInMs);
      }
      await this.#pause(stops);
    }
    return null;
  }

  #pause(stops: readonly StopSignal[]): Promise<void> {
    return new Promise((resolve) => {
      const over = () => {
        cancel();
        for (const stop of stops) stop.removeEventListener('abort', over);
        resolve();
      };
      const cancel = this.#alarm.after(this.retryInMs, over);
      for (const stop of stops) stop.addEventListener('abort', over, { once: true });
    });
  }
}
