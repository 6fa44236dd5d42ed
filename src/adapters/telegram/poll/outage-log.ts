import type { Clock } from '../../../domain/ports/clock.js';

/** So long without a failure, and an outage is over; another one is news. */
const QUIET_MS = 5 * 60_000;
/** How often an outage that goes on is told again. */
const REMINDER_MS = 60 * 60_000;

/** What kind of failure it is: another program that polls with our token, or anything else. */
type Kind = 'conflict' | 'other';

interface Outage {
  readonly lastMs: number;
  readonly toldMs: number;
}

/**
 * Decides which polls are news. Two programs that poll with one token make every other poll fail: that is one outage,
 * told when it begins and when it is over, not a line for each poll.
 */
export class OutageLog {
  readonly #clock: Pick<Clock, 'monotonicMs'>;
  readonly #outages = new Map<Kind, Outage>();
  #recoveryTold = true;
  #untold = 0;

  constructor(clock: Pick<Clock, 'monotonicMs'>) {
    this.#clock = clock;
  }

  /** A poll failed; whether that is worth a line. */
  failed(kind: Kind): boolean {
    const now = this.#clock.monotonicMs();
    const known = this.#outages.get(kind);
    const isNews = known === undefined || now - known.lastMs >= QUIET_MS || now - known.toldMs >= REMINDER_MS;
    this.#outages.set(kind, { lastMs: now, toldMs: isNews ? now : known.toldMs });
    if (isNews) this.#recoveryTold = false;
    else this.#untold++;
    return isNews;
  }

  /** A poll went well, after some had failed or not; what is worth a line. `failures`: those that had none of their own. */
  good(
    afterFailures: boolean,
  ): { readonly event: 'hearing-again' | 'hearing-steadily'; readonly failures: number } | null {
    const now = this.#clock.monotonicMs();
    const isSteady = [...this.#outages.values()].every(({ lastMs }) => now - lastMs >= QUIET_MS);
    if (afterFailures && !this.#recoveryTold) {
      this.#recoveryTold = true;
      return { event: 'hearing-again', failures: this.#take() };
    }
    if (!isSteady || this.#outages.size === 0) return null;
    this.#outages.clear();
    return this.#untold === 0 ? null : { event: 'hearing-steadily', failures: this.#take() };
  }

  #take(): number {
    const untold = this.#untold;
    this.#untold = 0;
    return untold;
  }
}
