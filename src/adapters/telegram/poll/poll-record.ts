import type { PollHealth } from '../../../application/ports/chat/chat-bot.js';
import type { Clock } from '../../../domain/ports/clock.js';

/** How much longer than planned a step of polling may take, storing what came included, before it counts as stuck. */
const SLACK_MS = 90_000;

/** Keeps count of how well polling goes. */
export class PollRecord {
  readonly #clock: Clock;
  #health: PollHealth;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#health = {
      lastGoodPollAt: null,
      quietSinceMs: clock.monotonicMs(),
      conflicts: 0,
      lastConflictMs: null,
      failures: 0,
      trouble: null,
      overdueAtMs: null,
    };
  }

  get health(): PollHealth {
    return this.#health;
  }

  /** A poll or a pause begins that is to be over within the time; `null`: there is no more polling. */
  expect(withinMs: number | null): void {
    const overdueAtMs = withinMs === null ? null : this.#clock.monotonicMs() + withinMs + SLACK_MS;
    this.#health = { ...this.#health, overdueAtMs };
  }

  /** A poll went well; how many had failed before it. */
  good(): number {
    const { failures } = this.#health;
    const heard = { lastGoodPollAt: this.#clock.now(), quietSinceMs: this.#clock.monotonicMs() };
    this.#health = { ...this.#health, ...heard, failures: 0, trouble: null };
    return failures;
  }

  /** A poll failed; how many have now, since the last good one. */
  bad(trouble: string, conflict: boolean): number {
    const { failures, conflicts, lastConflictMs } = this.#health;
    const next = {
      failures: failures + 1,
      conflicts: conflicts + (conflict ? 1 : 0),
      lastConflictMs: conflict ? this.#clock.monotonicMs() : lastConflictMs,
      trouble,
    };
    this.#health = { ...this.#health, ...next };
    return next.failures;
  }
}
