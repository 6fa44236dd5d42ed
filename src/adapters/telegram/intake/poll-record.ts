import type { PollHealth } from '../../../application/ports/chat-bot.js';
import type { Clock } from '../../../domain/ports/clock.js';

/** Keeps count of how well polling goes. */
export class PollRecord {
  readonly #clock: Clock;
  #health: PollHealth = { lastGoodPollAt: null, conflicts: 0, failures: 0, trouble: null };

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get health(): PollHealth {
    return this.#health;
  }

  /** A poll went well; how many had failed before it. */
  good(): number {
    const { failures } = this.#health;
    this.#health = { ...this.#health, lastGoodPollAt: this.#clock.now(), failures: 0, trouble: null };
    return failures;
  }

  /** A poll failed; how many have now, since the last good one. */
  bad(trouble: string, conflict: boolean): number {
    const { failures, conflicts } = this.#health;
    const next = { failures: failures + 1, conflicts: conflicts + (conflict ? 1 : 0), trouble };
    this.#health = { ...this.#health, ...next };
    return next.failures;
  }
}
