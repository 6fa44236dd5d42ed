import type { FileGateProblem } from '../../../application/values/file-gate-problem.js';
import type { Alarm, Cancel } from '../../../domain/ports/alarm.js';
import type { StopSignal } from '../../../domain/ports/stop-signal.js';

/** How long nothing may come. */
const SILENCE_MS = 30_000;
/** 20 kB a second. */
const SLOWEST_BYTES_PER_MS = 20;

/** Ends a download that is not wanted any more, or that comes too slowly to ever be of use. */
export class TransferWatch {
  /** Why it was ended; `null` while it was not. */
  problem: FileGateProblem | null = null;
  readonly #abort = new AbortController();
  readonly #alarm: Alarm;
  readonly #stops: readonly StopSignal[];
  readonly #latest: Cancel;
  readonly #stopped = () => this.#break({ kind: 'stopped' });

  constructor(alarm: Alarm, maxBytes: number, stops: readonly StopSignal[]) {
    this.#alarm = alarm;
    this.#stops = stops;
    const latestMs = SILENCE_MS + Math.ceil(maxBytes / SLOWEST_BYTES_PER_MS);
    this.#latest = alarm.after(latestMs, () => this.#late(`it was not there after ${latestMs} ms`));
    for (const stop of stops) stop.addEventListener('abort', this.#stopped);
    if (stops.some(({ aborted }) => aborted)) this.#stopped();
  }

  /** Aborts what it watches. */
  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  /** Waits for the next piece, but not for ever. */
  async during<T>(work: Promise<T>): Promise<T> {
    const cancel = this.#alarm.after(SILENCE_MS, () => this.#late(`nothing came for ${SILENCE_MS} ms`));
    const broken = Promise.withResolvers<never>();
    const give = () => broken.reject(new Error('ended'));
    this.signal.addEventListener('abort', give);
    try {
      if (this.signal.aborted) give();
      return await Promise.race([work, broken.promise]);
    } finally {
      cancel();
      this.signal.removeEventListener('abort', give);
    }
  }

  /** It is over, well or badly. */
  end(): void {
    this.#latest();
    for (const stop of this.#stops) stop.removeEventListener('abort', this.#stopped);
    this.#abort.abort();
  }

  #late(reason: string): void {
    this.#break({ kind: 'unavailable', reason });
  }

  #break(problem: FileGateProblem): void {
    this.problem ??= problem;
    this.#abort.abort();
  }
}
