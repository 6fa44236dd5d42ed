import type { TriggerId } from '../../../domain/ids.js';
import type { Clock } from '../../../domain/ports/clock.js';
import { networkOf } from './client-address.js';
import { RateLimiter } from './rate-limiter.js';

/** How many addresses are remembered of each kind, those that fail and those that proved themselves. */
const MOST_ADDRESSES = 10_000;
/** How long a valid proof is remembered, in milliseconds. */
const TRUST_MS = 3_600_000;
/** How often it is noted anew, in milliseconds. */
const NOTED_EVERY_MS = 1_000;

/**
 * Slows down who guesses: counted per webhook and address (of IPv6 the first 64 bits). Addresses that gave a valid proof
 * for the webhook within the last hour are always judged.
 */
export class AuthThrottle {
  readonly #clock: Clock;
  readonly #failures: RateLimiter;
  /** When a valid proof was given, by webhook and address and by the stopwatch; the latest last. */
  readonly #proven = new Map<string, number>();

  constructor(failuresPerMinute: number, clock: Clock) {
    this.#clock = clock;
    this.#failures = new RateLimiter(failuresPerMinute, clock, MOST_ADDRESSES);
  }

  /** Changes the limit; what was used up of it stays used up. */
  retune(failuresPerMinute: number): void {
    this.#failures.retune(failuresPerMinute);
  }

  /** In how many milliseconds a sender is judged again; 0 for now. */
  waitMs(webhook: TriggerId, address: string): number {
    const name = nameOf(webhook, address);
    const waitMs = this.#failures.waitMs(name);
    if (waitMs === 0) return 0;
    const at = this.#proven.get(name);
    return at !== undefined && this.#clock.monotonicMs() - at <= TRUST_MS ? 0 : waitMs;
  }

  /** Counts a failure; answers as `waitMs` does when there were too many before. */
  failed(webhook: TriggerId, address: string): number {
    return this.#failures.take([nameOf(webhook, address)]);
  }

  /** Remembers that a sender gave a valid proof. */
  proved(webhook: TriggerId, address: string): void {
    const name = nameOf(webhook, address);
    const nowMs = this.#clock.monotonicMs();
    if (nowMs - (this.#proven.get(name) ?? Number.NEGATIVE_INFINITY) < NOTED_EVERY_MS) return;
    this.#proven.delete(name);
    this.#proven.set(name, nowMs);
    if (this.#proven.size <= MOST_ADDRESSES) return;
    const [oldest] = this.#proven.keys();
    if (oldest !== undefined) this.#proven.delete(oldest);
  }
}

function nameOf(webhook: TriggerId, address: string): string {
  return `${networkOf(address)} ${webhook}`;
}
