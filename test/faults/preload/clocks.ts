import type { FaultPlan } from './plan.js';

/** The longest that the program's alarm waits before it looks at the clocks again, in milliseconds. */
const LOOK_AGAIN_MS = 200;

/** Shifts the program's clocks as the plan says. Its alarm, which looks at them every 30 s, looks more often. */
export function shiftClocks(plan: () => FaultPlan): void {
  const now = Date.now.bind(Date);
  const monotonic = performance.now.bind(performance);
  const later = globalThis.setTimeout;
  Date.now = () => now() + plan().clockOffsetMs;
  performance.now = () => monotonic() + plan().stopwatchOffsetMs;
  const patched = (ring: (...args: unknown[]) => void, delayMs?: number, ...args: unknown[]) => {
    const isAlarm = (delayMs ?? 0) > LOOK_AGAIN_MS && new Error().stack?.includes('system-alarm') === true;
    return later(ring, isAlarm ? LOOK_AGAIN_MS : delayMs, ...args);
  };
  globalThis.setTimeout = Object.assign(patched, later) as typeof setTimeout;
}
