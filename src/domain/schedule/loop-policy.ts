import type { Instant } from '../ports/clock.js';

/** When an agent wants to be woken up: by a schedule in crontab's form, or once after a while. */
export type WakeUpTime =
  | { readonly kind: 'cron'; readonly schedule: string; readonly recurring: boolean }
  | { readonly kind: 'delay'; readonly delayMs: number };

/** How long, how often and how fast a loop may go on. */
export interface LoopLimits {
  readonly maxIterations: number;
  /** From the first iteration on. */
  readonly maxTotalDurationMs: number;
  /** Between the beginnings of two iterations. */
  readonly minIntervalMs: number;
  /** From when the loop was set up. */
  readonly expiryMs: number;
}

/** How far a loop has come. A wake-up that an iteration sets goes on with the counts of its loop. */
export interface LoopProgress {
  readonly setAt: Instant;
  /** Iterations that have begun. */
  readonly iterations: number;
  readonly firstAt: Instant | null;
  readonly lastAt: Instant | null;
}

/** Which limit ended a loop. */
export type LoopEnd = 'iterations' | 'duration' | 'expired';

/** The first instant after another at which a schedule fires; `null` if there is none. */
export type NextOfSchedule = (schedule: string, after: Instant) => Instant | null;

/** A loop that is just being set up. */
export function newLoop(now: Instant): LoopProgress {
  return { setAt: now, iterations: 0, firstAt: null, lastAt: null };
}

/** The loop with one more iteration. */
export function iterated(progress: LoopProgress, now: Instant): LoopProgress {
  const { setAt, iterations, firstAt } = progress;
  return { setAt, iterations: iterations + 1, firstAt: firstAt ?? now, lastAt: now };
}

/** The limit that keeps an iteration from beginning at an instant; `null` if none does. */
export function loopEnd(progress: LoopProgress, at: Instant, limits: LoopLimits): LoopEnd | null {
  if (progress.iterations >= limits.maxIterations) return 'iterations';
  if (progress.firstAt !== null && at - progress.firstAt > limits.maxTotalDurationMs) return 'duration';
  return at - progress.setAt > limits.expiryMs ? 'expired' : null;
}

/** When the wake-up is due, not earlier than the least interval allows; `null` if its schedule never fires again. */
export function wakeUpDue(
  time: WakeUpTime,
  progress: LoopProgress,
  now: Instant,
  { minIntervalMs }: LoopLimits,
  next: NextOfSchedule,
): Instant | null {
  const earliest = progress.lastAt === null ? now : progress.lastAt + minIntervalMs;
  if (time.kind === 'delay') return Math.max(now + Math.max(time.delayMs, minIntervalMs), earliest);
  return next(time.schedule, Math.max(now, earliest - 1));
}
