import type { Instant } from '../../domain/ports/clock.js';

/** No zone changes its offset twice within this time and comes back to where it was. */
const PROBE_MS = 14 * 86_400_000;

const OFFSET = /GMT(?:([+-])(\d\d):(\d\d)(?::(\d\d))?)?$/;

/** One time zone. A local time is written as the instant at which UTC shows it. */
export class Zone {
  readonly #format: Intl.DateTimeFormat;

  /** Throws a `RangeError` for a name that the machine doesn't know; `null` is the machine's own zone. */
  constructor(name: string | null) {
    this.#format = new Intl.DateTimeFormat('en-US', {
      ...(name === null ? {} : { timeZone: name }),
      timeZoneName: 'longOffset',
    });
  }

  /** How far the zone's clocks are ahead of UTC, in milliseconds. */
  offsetAt(instant: Instant): number {
    const [, sign, hours = '0', minutes = '0', seconds = '0'] = OFFSET.exec(this.#format.format(instant)) ?? [];
    const size = (Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds)) * 1_000;
    return sign === '-' ? -size : size;
  }

  /** The first instant in `(from, to]` from which on the offset is another than at `from`; `null` if it stays. */
  firstChange(from: Instant, to: Instant): Instant | null {
    const offset = this.offsetAt(from);
    for (let probe = from; probe < to; ) {
      const next = Math.min(probe + PROBE_MS, to);
      if (this.offsetAt(next) !== offset) return this.#changeBetween(probe, next, offset);
      probe = next;
    }
    return null;
  }

  /** When the clocks show a local time: the first time if they do twice; right after the jump if they never do. */
  instantOf(local: number): Instant {
    const before = this.offsetAt(local - 86_400_000);
    const after = this.offsetAt(local + 86_400_000);
    for (const offset of [before, after]) {
      if (this.offsetAt(local - offset) === offset) return local - offset;
    }
    return this.firstChange(local - after, local - before) ?? local - before;
  }

  #changeBetween(same: Instant, other: Instant, offset: number): Instant {
    let [low, high] = [same, other];
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (this.offsetAt(middle) === offset) low = middle;
      else high = middle;
    }
    return high;
  }
}
