import type { Instant } from '../ports/clock.js';
import type { Occurrence, Occurrences } from './occurrence.js';
import type { Cron } from './trigger.js';

/** How many missed instants of one cron are run at most. */
export const MOST_CAUGHT_UP = 100;

/** How many missed instants of one cron are counted. */
const MOST_COUNTED = 300;

/** A stretch of time in which nobody looked after a cron: what fires after `since` and not after `until` is missed. */
export interface MissedSpan {
  readonly since: Instant;
  readonly until: Instant;
}

/** The instants that were missed. */
export interface Missed {
  readonly times: number;
  /** Whether there are more than were counted. */
  readonly orMore: boolean;
  /** The latest of them, as many as may be run, ascending. */
  readonly latest: readonly Instant[];
}

/** Finds what a cron missed in a stretch of time after it had fired for `lastFired`; takes bounded time, however long it is. */
export function missedIn(span: MissedSpan, lastFired: Instant, occurrences: Occurrences): Missed {
  const counted = instantsIn(span, lastFired, occurrences, MOST_COUNTED + 1);
  const orMore = counted.length > MOST_COUNTED;
  let latest = counted;
  let beforeMs = MOST_CAUGHT_UP * 60_000;
  for (let enough = !orMore; !enough; beforeMs *= 2) {
    const since = Math.max(span.since, span.until - beforeMs);
    latest = instantsIn({ since, until: span.until }, lastFired, occurrences, Infinity);
    enough = latest.length >= MOST_CAUGHT_UP || since === span.since;
  }
  return { times: Math.min(counted.length, MOST_COUNTED), orMore, latest: latest.slice(-MOST_CAUGHT_UP) };
}

function instantsIn(
  { since, until }: MissedSpan,
  lastFired: Instant,
  occurrences: Occurrences,
  most: number,
): readonly Instant[] {
  const found: Instant[] = [];
  let next: Occurrence | null = occurrences.after(since);
  for (; next !== null && next.fires <= until && found.length < most; next = occurrences.following(next)) {
    if (next.instant > lastFired) found.push(next.instant);
  }
  return found;
}

/**
 * Which missed instants are run after all, oldest first: with `once` the latest, with `all` every one, none that is
 * further back than the window. All others are only told. A cron that runs once is run once.
 */
export function toCatchUp(
  { catchUp, catchUpWindowMs, runOnce }: Pick<Cron, 'catchUp' | 'catchUpWindowMs' | 'runOnce'>,
  { latest }: Pick<Missed, 'latest'>,
  now: Instant,
): readonly Instant[] {
  if (catchUp === 'none') return [];
  const recent = latest.filter((instant) => instant >= now - catchUpWindowMs);
  return catchUp === 'once' || runOnce ? recent.slice(-1) : recent;
}
