import type { Clock, Instant } from '../../domain/ports/clock.js';
import type { RejectedReading } from '../values/reload/rejected-reading.js';

/** How the file stands to what is in force: the reloader keeps it, and whoever examines the program looks at it. */
export class ConfigStatus {
  readonly #clock: Clock;
  #refused: RejectedReading | null = null;
  #appliedAt: Instant | null = null;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Why the latest reading was refused, so that the file says something else than what is in force; `null` if it was not. */
  get refused(): RejectedReading | null {
    return this.#refused;
  }

  /** When the configuration in force was put in force; `null` before the first. */
  get appliedAt(): Instant | null {
    return this.#appliedAt;
  }

  /** What the file says is in force from now on. */
  applied(): void {
    this.#refused = null;
    this.#appliedAt = this.#clock.now();
  }

  /** What the file says can't be put in force. */
  refuse(problem: RejectedReading): void {
    this.#refused = problem;
  }
}
