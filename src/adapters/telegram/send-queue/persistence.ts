import { backoffMs } from '../calls/backoff.js';
import type { Outcome } from './job.js';
import type { JobDeps } from './job-deps.js';

/** How long something is tried again: `Infinity` for ever, counted from its first failure. */
export class Persistence {
  readonly #deps: JobDeps;
  readonly #forMs: number;
  #failures = 0;
  #failingSinceMs = 0;

  constructor(deps: JobDeps, forMs: number) {
    this.#deps = deps;
    this.#forMs = forMs;
  }

  /** After one more failure: when to try again, or `null` to give up. */
  afterFailure(): Outcome | null {
    const nowMs = this.#deps.clock.monotonicMs();
    if (this.#failures === 0) this.#failingSinceMs = nowMs;
    this.#failures++;
    if (nowMs - this.#failingSinceMs >= this.#forMs) return null;
    return { kind: 'again', afterMs: backoffMs(this.#failures, this.#deps.tokens), failed: true };
  }

  /** It worked; the next failure is a first one again. */
  restart(): void {
    this.#failures = 0;
  }
}
