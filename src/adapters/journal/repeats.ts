import type { FactRecord } from '../../application/ports/system/journal.js';
import type { Clock } from '../../domain/ports/clock.js';

/** How long a fact that was written counts as known. */
const KNOWN_FOR_MS = 5 * 60_000;
/** How many are remembered. */
const MOST = 500;

/** Facts that tell of a state, which is the same however often it is met: what can't be reached, sent or kept. */
const STATES = /^(telegram|service|ledger|chat|notice|outcome|history)\.|\.(down|retrying|not-kept|memory-scarce)$/;
/** Members of data that differ each time without being news. */
const COUNTERS = /Ms$|^(failures|attempts?|count|run|rows?|ids?|update)$/;

interface Known {
  readonly sinceMs: number;
  repeated: number;
}

/** Tells the first of many lines that say the same from those that only repeat it. */
export class Repeats {
  readonly #clock: Pick<Clock, 'monotonicMs'>;
  readonly #known = new Map<string, Known>();

  constructor(clock: Pick<Clock, 'monotonicMs'>) {
    this.#clock = clock;
  }

  /** `null`: the fact repeats what was written lately. Otherwise how many repeats were left out since it was written last. */
  take(fact: FactRecord): number | null {
    if ((fact.level !== 'warn' && fact.level !== 'error') || !STATES.test(fact.name)) return 0;
    const key = keyOf(fact);
    const now = this.#clock.monotonicMs();
    const known = this.#known.get(key);
    if (known !== undefined && now - known.sinceMs < KNOWN_FOR_MS) {
      known.repeated++;
      return null;
    }
    this.#known.delete(key);
    this.#known.set(key, { sinceMs: now, repeated: 0 });
    const [oldest] = this.#known.keys();
    if (this.#known.size > MOST && oldest !== undefined) this.#known.delete(oldest);
    return known?.repeated ?? 0;
  }
}

function keyOf({ name, data = {}, cause }: FactRecord): string {
  const telling = Object.entries(data).filter(([key]) => !COUNTERS.test(key));
  return JSON.stringify([name, telling, cause instanceof Error ? cause.message : null]);
}
