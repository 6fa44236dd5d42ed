import type { Alarm, Cancel } from '../../domain/ports/alarm.js';
import type { StopSource } from '../../domain/ports/stop-signal.js';

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
}
