import type { LifeSign } from '../../../src/application/ports/system/life-sign.js';
import type { Clock } from '../../../src/domain/ports/clock.js';

/** What a machine knows of one process after the other: whether it is there, and when one broke off. */
export class FakeLifeSign implements LifeSign {
  readonly #clock: Clock;
  #brokeOffAt: number | null = null;
  #lives = false;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get brokeOffAt(): number | null {
    return this.#brokeOffAt;
  }

  begin(): void {
    this.#lives = true;
  }

  end(): void {
    this.#lives = false;
    this.#brokeOffAt = null;
  }

  /** The process is killed. */
  die(): void {
    this.#brokeOffAt = this.#lives ? this.#clock.now() : this.#brokeOffAt;
    this.#lives = false;
  }
}
