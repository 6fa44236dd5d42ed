import type { FaultPlan } from './plan.js';

/** The longest that the program's alarm waits before it looks at the clocks again, in milliseconds. */
const LOOK_AGAIN_MS = 200;

/** The stack below this file's own frame where the timer is that of `SystemAlarm`, bundled or not. */
const CALLED_BY_ALARM = /^Error\n.*\n\s+at #arm /;

/** Shifts the program's clocks as the plan says. Its alarm, which looks at them every 30 s, looks more often. */
export function shiftClocks(plan: () => FaultPlan): void {
  const now = Date.now.bind(Date);
  const monotonic = performance.now.bind(performance);
  const later = globalThis.setTimeout;
  Date.now = () => now() + plan().clockOffsetMs;
  performance.now = () => monotonic() + plan().stopwatchOffsetMs;
  const patched = (ring: (...args: unknown[]) => void, delayMs?: number, ...args: unknown[]) => {
    const looksLater = (delayMs ?? 0) > LOOK_AGAIN_MS && CALLED_BY_ALARM.test(new Error().stack ?? '');
    return later(ring, looksLater ? LOOK_AGAIN_MS : delayMs, ...args);
  };
  globalThis.setTimeout = Object.assign(patched, later) as typeof setTimeout;
}
