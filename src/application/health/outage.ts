import type { Clock } from '../../domain/ports/clock.js';
import type { PollFailure } from '../ports/chat/connectivity-listener.js';
import type { PastSpell } from '../values/past-spell.js';

/** The least length of a spell that people are told of, and how long after a conflict it counts as over. */
export const WORTH_TELLING_MS = 60_000;

/**
 * Keeps the count of one spell, from its first failed poll on. Without conflicts it ends with the next good poll; two
 * programs that poll with one token take turns, so that a spell with conflicts ends when none came for a minute.
 */
export class Outage {
  readonly #clock: Clock;
  readonly #beganMs: number;
  #lastConflictMs: number;
  #conflicts = 0;
  #trouble = '';
  #warned = false;

  constructor(clock: Clock, { sinceMs }: PollFailure) {
    this.#clock = clock;
    this.#lastConflictMs = clock.monotonicMs();
    this.#beganMs = sinceMs;
  }

  /** One more poll failed; the spell so far if it is time to warn of another program, which is once. */
  failed({ trouble, conflict }: PollFailure): PastSpell | null {
    this.#trouble = trouble;
    if (!conflict) return null;
    this.#conflicts += 1;
    this.#lastConflictMs = this.#clock.monotonicMs();
    const sofar = this.#sofar(this.#lastConflictMs);
    if (this.#warned || sofar === null) return null;
    this.#warned = true;
    return sofar;
  }

  /** A poll went well: whether the spell is over, and what it was if it was long enough to be told. */
  heard(): { readonly over: boolean; readonly told: PastSpell | null } {
    const nowMs = this.#clock.monotonicMs();
    if (this.#conflicts === 0) return { over: true, told: this.#sofar(nowMs) };
    if (nowMs - this.#lastConflictMs < WORTH_TELLING_MS) return { over: false, told: null };
    return { over: true, told: this.#sofar(this.#lastConflictMs) };
  }

  /** The spell until then, if it is long enough to be told, with its times by the clock as it is set now. */
  #sofar(untilMs: number): PastSpell | null {
    const lengthMs = untilMs - this.#beganMs;
    if (lengthMs < WORTH_TELLING_MS) return null;
    const until = this.#clock.now() - (this.#clock.monotonicMs() - untilMs);
    const from = until - lengthMs;
    return { from, until, lengthMs, trouble: this.#trouble, conflicts: this.#conflicts };
  }
}
