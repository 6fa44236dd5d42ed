import type { Clock } from '../../../domain/ports/clock.js';

interface Bucket {
  tokens: number;
  filledAtMs: number;
}

const WINDOW_MS = 60_000;

/**
 * Token buckets: each starts full with a minute's worth and fills up evenly. Of more than `mostBuckets` the one that was
 * not asked for longest is forgotten, so that it is full when it is asked for again.
 */
export class RateLimiter {
  readonly #clock: Clock;
  readonly #buckets = new Map<string, Bucket>();
  readonly #mostBuckets: number;
  #perMinute: number;

  constructor(perMinute: number, clock: Clock, mostBuckets = Number.POSITIVE_INFINITY) {
    this.#perMinute = perMinute;
    this.#mostBuckets = mostBuckets;
    this.#clock = clock;
  }

  /** Changes the rate; what was used up stays used up. */
  retune(perMinute: number): void {
    for (const name of [...this.#buckets.keys()]) this.#fill(name);
    for (const bucket of this.#buckets.values()) bucket.tokens += perMinute - this.#perMinute;
    this.#perMinute = perMinute;
  }

  /** Takes one token from every named bucket, or none: then it says in how many milliseconds they will all have one. */
  take(names: readonly string[]): number {
    const buckets = names.map((name) => this.#fill(name));
    const waitMs = Math.max(0, ...buckets.map((bucket) => this.#waitMs(bucket)));
    if (waitMs === 0) for (const bucket of buckets) bucket.tokens -= 1;
    return waitMs;
  }

  /** In how many milliseconds the named bucket will have a token; takes none, and remembers no new name. */
  waitMs(name: string): number {
    return this.#buckets.has(name) ? this.#waitMs(this.#fill(name)) : 0;
  }

  #waitMs({ tokens }: Bucket): number {
    return tokens >= 1 ? 0 : ((1 - tokens) * WINDOW_MS) / this.#perMinute;
  }

  #fill(name: string): Bucket {
    const nowMs = this.#clock.monotonicMs();
    const bucket = this.#buckets.get(name) ?? { tokens: this.#perMinute, filledAtMs: nowMs };
    const gained = ((nowMs - bucket.filledAtMs) * this.#perMinute) / WINDOW_MS;
    bucket.tokens = Math.min(this.#perMinute, bucket.tokens + gained);
    bucket.filledAtMs = nowMs;
    this.#buckets.delete(name);
    this.#buckets.set(name, bucket);
    if (this.#buckets.size > this.#mostBuckets) this.#forgetOldest();
    return bucket;
  }

  #forgetOldest(): void {
    const [oldest] = this.#buckets.keys();
    if (oldest !== undefined) this.#buckets.delete(oldest);
  }
}
