import type { RunUsage } from './run-event.js';

/** What two stretches of a run used together; a figure that one of them doesn't know is the other's. */
export function plusUsage(a: RunUsage | null, b: RunUsage | null): RunUsage | null {
  if (a === null || b === null) return a ?? b;
  return {
    costUsd: plus(a.costUsd, b.costUsd),
    turns: plus(a.turns, b.turns),
    durationMs: plus(a.durationMs, b.durationMs),
    inputTokens: plus(a.inputTokens, b.inputTokens),
    outputTokens: plus(a.outputTokens, b.outputTokens),
    cachedTokens: plus(a.cachedTokens ?? null, b.cachedTokens ?? null),
    contextShare: b.contextShare ?? a.contextShare ?? null,
  };
}

function plus(a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : a + b;
}
