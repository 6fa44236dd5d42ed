import type { RunUsage } from '../../../domain/run/run-event.js';
import { provenance, type RunOrigin } from '../../../domain/run/run-origin.js';
import type { FinalView, RunHeader } from '../../ports/chat/chat-channel.js';
import { counted } from '../text/counted.js';
import { MODE_WORDS } from '../text/mode-words.js';
import { lineCountText } from './action-text.js';
import { dollarsText } from './dollars-text.js';

/** What a run does unasked, in the words of the mode that it is in; that it asks is what people expect, and goes without saying. */
export function permissionWords({ permission }: Pick<RunHeader, 'permission'>): string | null {
  return permission === undefined || permission === 'asks' ? null : MODE_WORDS[permission];
}

/** Who asked for a run, if that was no person's message: `⏰ cron:daily`. What has no name of its own is told by its kind. */
export function originText(origin: RunOrigin): string | null {
  switch (origin.kind) {
    case 'message':
      return null;
    case 'at':
      return '⏰ scheduled';
    case 'loop':
      return '🔁 loop';
    case 'cron':
      return `⏰ ${provenance(origin)}`;
    case 'webhook':
      return `⚡ ${provenance(origin)}`;
  }
}

/** What a run cost: `$0.42`; `null` if nobody knows. */
export function costText(usage: RunUsage | null): string | null {
  if (usage === null || usage.costUsd === null) return null;
  return dollarsText(usage.costUsd);
}

/** What a run changed: `3 files +41 −7`; only `3 files` where nobody counted lines. */
export function changesText(changes: NonNullable<FinalView['changes']>): string {
  const files = counted(changes.files, 'file');
  return changes.added === 0 && changes.removed === 0 ? files : `${files} ${lineCountText(changes)}`;
}

/** What few people look for, each fact by itself: what went in and out, then who worked how hard. */
export function footerDetails({ face, steps, usage }: Pick<FinalView, 'face' | 'steps' | 'usage'>): readonly string[] {
  const { model, effort } = face.meta;
  return [
    ...(usage === null ? [] : usageDetails(usage)),
    steps === 0 ? null : counted(steps, 'step'),
    effort === undefined ? null : `${effort} effort`,
    model === undefined ? null : face.engine,
  ].filter((fact) => fact !== null);
}

function usageDetails({ inputTokens, cachedTokens, outputTokens, contextShare }: RunUsage): readonly (string | null)[] {
  const cached = typeof cachedTokens === 'number' && cachedTokens > 0 ? ` (${countText(cachedTokens)} cached)` : '';
  return [
    inputTokens === null ? null : `${countText(inputTokens)} in${cached}`,
    outputTokens === null ? null : `${countText(outputTokens)} out`,
    typeof contextShare === 'number' ? `${Math.round(contextShare * 100)} % full` : null,
  ];
}

function countText(count: number): string {
  if (count < 1_000) return String(count);
  if (count < 9_950) return `${(count / 1_000).toFixed(1)}k`;
  return count < 999_500 ? `${Math.round(count / 1_000)}k` : `${(count / 1_000_000).toFixed(1)}M`;
}
