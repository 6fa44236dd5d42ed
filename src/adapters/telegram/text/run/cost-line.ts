import type { RunUsage } from '../../../../domain/run/run-event.js';
import { billedTimeText } from './durations.js';

/** `💰 $0.12 · 3 tn · 45.3s · 12.3k/1.2k` with what is known of it; `null` without money and tokens. */
export function costLine(usage: RunUsage): string | null {
  const tokens = usage.inputTokens !== null || usage.outputTokens !== null;
  if (usage.costUsd === null && !tokens) return null;
  const parts = [
    usage.costUsd === null ? null : moneyText(usage.costUsd),
    usage.turns === null ? null : `${usage.turns} tn`,
    usage.durationMs === null ? null : billedTimeText(usage.durationMs),
    tokens ? `${countText(usage.inputTokens)}/${countText(usage.outputTokens)}` : null,
  ];
  return `💰 ${parts.filter((part) => part !== null).join(' · ')}`;
}

function moneyText(usd: number): string {
  return `$${usd.toFixed(usd >= 0.01 ? 2 : 4)}`;
}

function countText(count: number | null): string {
  if (count === null) return '?';
  if (count < 1_000) return String(count);
  return count < 999_950 ? `${(count / 1_000).toFixed(1)}k` : `${(count / 1_000_000).toFixed(1)}M`;
}
