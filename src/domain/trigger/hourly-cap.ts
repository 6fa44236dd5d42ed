import type { Instant } from '../ports/clock.js';

const HOUR_MS = 3_600_000;

/** What a trigger has started within the last hour, and whether somebody was told that it may start no more. Plain JSON. */
export interface HourOfRuns {
  /** Oldest first. */
  readonly starts: readonly Instant[];
  readonly told: boolean;
}

/** What is decided about one more run, and what is to be remembered then. */
export interface CapVerdict {
  readonly admitted: boolean;
  /** Whether this refusal is the first of its spell: only that is told. */
  readonly isNews: boolean;
  /** When a run will be admitted again. */
  readonly freeAt: Instant;
  readonly next: HourOfRuns;
}

/** Before anything was started. */
export const NO_RUNS: HourOfRuns = { starts: [], told: false };

/** Decides whether a trigger may start one more run now; `most` of 0 admits any number. */
export function capVerdict(before: HourOfRuns, most: number, now: Instant): CapVerdict {
  // A clock that was set back must not keep a trigger shut for longer than an hour.
  const starts = before.starts.filter((start) => start > now - HOUR_MS && start <= now);
  const freeAt = (starts[starts.length - most] ?? now) + HOUR_MS;
  if (most > 0 && starts.length >= most) {
    return { admitted: false, isNews: !before.told, freeAt, next: { starts, told: true } };
  }
  return { admitted: true, isNews: false, freeAt: now, next: { starts: [...starts, now], told: false } };
}
