/** How fast messages may go out: so many a second in the long run, so many at once. */
export interface PaceLimit {
  readonly perSecond: number;
  readonly burst: number;
}

/** A token bucket. Times are milliseconds of a clock that never goes back. */
export class Pace {
  #limit: PaceLimit;
  #tokens: number;
  #atMs: number;

  constructor(limit: PaceLimit, nowMs: number) {
    this.#limit = limit;
    this.#tokens = limit.burst;
    this.#atMs = nowMs;
  }

  /** How long until one may go while `keep` others could still follow at once; 0 for now. */
  waitMs(nowMs: number, keep: number): number {
    this.#refill(nowMs);
    const missing = Math.min(1 + keep, this.#limit.burst) - this.#tokens;
    // What rounding leaves of a token must not cost another turn of the alarm.
    return missing <= 1e-6 ? 0 : Math.ceil((missing / this.#limit.perSecond) * 1000);
  }

  /** One goes. */
  take(nowMs: number): void {
    this.#refill(nowMs);
    this.#tokens = Math.max(0, this.#tokens - 1);
  }

  /** The other side found us too fast: one may go at `thenMs`, and no burst follows it. */
  startOver(thenMs: number): void {
    this.#tokens = 1;
    this.#atMs = thenMs;
  }

  /** Other limits from now on. */
  retune(limit: PaceLimit, nowMs: number): void {
    this.#refill(nowMs);
    this.#limit = limit;
    this.#tokens = Math.min(this.#tokens, limit.burst);
  }

  #refill(nowMs: number): void {
    const gained = ((nowMs - this.#atMs) / 1000) * this.#limit.perSecond;
    this.#tokens = Math.min(this.#limit.burst, this.#tokens + gained);
    this.#atMs = nowMs;
  }
}
