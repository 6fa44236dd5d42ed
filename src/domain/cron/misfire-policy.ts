import type { Instant } from '../ports/clock.js';
import type { Cron } from '../trigger/trigger.js';
import type { Occurrence, Occurrences } from './occurrence.js';

/** How many missed instants of one cron are run at most. */
export const MOST_CAUGHT_UP = 100;

/** How many missed instants of one cron are counted. */
const MOST_COUNTED = 300;

const MINUTE_MS = 60_000;

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

/**
 * Finds what a cron missed in a stretch of time, of what comes after the instant for which it fired last. Takes a bounded
 * number of steps, however long the stretch is and however far the last firing lies in its future (a clock that was wrong).
 */
export function missedIn(span: MissedSpan, lastFired: Instant, occurrences: Occurrences): Missed {
  const open = { since: Math.max(span.since, lastFired), until: span.until };
  const counted = instantsIn(open, lastFired, occurrences, MOST_COUNTED + 1);
  const orMore = counted.length > MOST_COUNTED;
  const latest = orMore ? latestIn(open, lastFired, occurrences) : counted;
  return { times: Math.min(counted.length, MOST_COUNTED), orMore, latest: latest.slice(-MOST_CAUGHT_UP) };
}

/**
 * The instants of a stretch at the end of the span that holds enough of them, but not many more: widened until it does, then
 * halved between one that holds too few and one that holds too many.
 */
function latestIn({ since, until }: MissedSpan, lastFired: Instant, occurrences: Occurrences): readonly Instant[] {
  const tooMany = 2 * MOST_CAUGHT_UP;
  let [fewMs, manyMs] = [0, Number.POSITIVE_INFINITY];
  let widthMs = MOST_CAUGHT_UP * MINUTE_MS;
  for (;;) {
    const from = Math.max(since, until - widthMs);
    const found = instantsIn({ since: from, until }, lastFired, occurrences, tooMany);
    const isTooMany = found.length === tooMany && manyMs - fewMs > 1;
    if (!isTooMany && (found.length >= MOST_CAUGHT_UP || from === since)) return found;
    if (isTooMany) manyMs = widthMs;
    else fewMs = widthMs;
    widthMs = manyMs === Number.POSITIVE_INFINITY ? 2 * widthMs : (fewMs + manyMs) / 2;
  }
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
