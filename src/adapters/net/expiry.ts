import type { Alarm } from '../../domain/ports/alarm.js';
import type { StopSignal } from '../../domain/ports/stop-signal.js';

/** Ends what is done under its signal, after a time or when it is to stop. */
export class Expiry {
  readonly #controller = new AbortController();
  readonly #release: () => void;

  /** Why it ended; pending for ever if it is released before. */
  readonly ended: Promise<'timeout' | 'aborted'>;

  constructor(alarm: Alarm, timeoutMs: number, stop: StopSignal) {
    const { promise, resolve } = Promise.withResolvers<'timeout' | 'aborted'>();
    const end = (why: 'timeout' | 'aborted') => {
      resolve(why);
      this.#controller.abort();
    };
    const stopped = () => end('aborted');
    const cancel = alarm.after(timeoutMs, () => end('timeout'));
    stop.addEventListener('abort', stopped, { once: true });
    this.ended = promise;
    this.#release = () => {
      cancel();
      stop.removeEventListener('abort', stopped);
    };
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Lets go of the alarm and the stop signal. */
  release(): void {
    this.#release();
  }
}
