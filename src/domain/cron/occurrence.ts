import type { TriggerId } from '../ids.js';
import type { Instant } from '../ports/clock.js';
import type { Cron } from '../trigger/trigger.js';
import type { CronCalendar } from './cron-calendar.js';

/** One of the times of a cron: the instant that its schedule names, and the moment at which it fires, jitter included. */
export interface Occurrence {
  readonly instant: Instant;
  readonly fires: Instant;
}

/** The occurrences of one cron in a zone, ascending: none fires at or after the instant of the next one. */
export class Occurrences {
  readonly #calendar: CronCalendar;
  readonly #cron: Cron;
  readonly #zone: string | null;

  constructor(calendar: CronCalendar, cron: Cron, zone: string | null) {
    this.#calendar = calendar;
    this.#cron = cron;
    this.#zone = zone;
  }

  /** The first that fires after a moment; `null` if there is none within decades. */
  after(moment: Instant): Occurrence | null {
    let found = this.#from(this.#next(moment - this.#cron.jitterMs));
    while (found !== null && found.fires <= moment) found = this.following(found);
    return found;
  }

  /** The one after that. */
  following({ instant }: Occurrence): Occurrence | null {
    return this.#from(this.#next(instant));
  }

  #from(instant: Instant | null): Occurrence | null {
    const { id, jitterMs } = this.#cron;
    if (instant === null) return null;
    if (jitterMs === 0) return { instant, fires: instant };
    const gap = (this.#next(instant) ?? Infinity) - instant;
    return { instant, fires: instant + jitterOf(id, instant, Math.min(jitterMs, gap)) };
  }

  #next(after: Instant): Instant | null {
    return this.#calendar.next(this.#cron, this.#zone, after);
  }
}

/** How long an instant of a cron is put off: the same each time, and spread evenly from 0 up to but not including `mostMs`. */
export function jitterOf(id: TriggerId, instant: Instant, mostMs: number): number {
  let hash = 0x811c9dc5;
  for (const character of `${id}:${instant}`) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return Math.floor((mixed(hash) / 2 ** 32) * mostMs);
}

/** Lets each bit depend on all others (the finalizer of MurmurHash3). */
function mixed(hash: number): number {
  let bits = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}
