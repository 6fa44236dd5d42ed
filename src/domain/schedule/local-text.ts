import type { Instant } from '../ports/clock.js';
import type { LocalTime } from '../ports/local-time.js';

const DAY_MS = 86_400_000;
const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

/** An instant as the clocks of a zone show it. */
export interface LocalText {
  /** `2026-12-01` */
  readonly date: string;
  /** `today`, `tomorrow`, or weekday and date: `Tue 2026-12-01`. */
  readonly day: string;
  /** `09:00`, with seconds only where there are some. */
  readonly time: string;
  /** `09:00:00`: when something happened, beside which something else may have happened in the same minute. */
  readonly exactTime: string;
  /** `UTC`, `UTC+01:00` */
  readonly offset: string;
}

/** Writes an instant as a person at `now` in the zone would read it. */
export function localText(instant: Instant, now: Instant, zone: string | null, times: LocalTime): LocalText {
  const offset = times.offset(zone, instant);
  const local = new Date(instant + offset);
  const date = local.toISOString().slice(0, 10);
  const days = dayOf(instant + offset) - dayOf(now + times.offset(zone, now));
  return {
    date,
    day: days === 0 ? 'today' : days === 1 ? 'tomorrow' : `${WEEKDAYS[local.getUTCDay()]} ${date}`,
    time: local.toISOString().slice(11, local.getUTCSeconds() === 0 ? 16 : 19),
    exactTime: local.toISOString().slice(11, 19),
    offset: offsetText(offset),
  };
}

function dayOf(local: number): number {
  return Math.floor(local / DAY_MS);
}

function offsetText(offset: number): string {
  if (offset === 0) return 'UTC';
  const clock = new Date(Math.abs(offset)).toISOString().slice(11, offset % 60_000 === 0 ? 16 : 19);
  return `UTC${offset < 0 ? '-' : '+'}${clock}`;
}
