import type { EngineAvailability } from '../../../domain/engine/engine.js';
import type { EngineId } from '../../../domain/ids.js';
import { formatSpan } from '../../../domain/schedule/delay.js';
import type { LocalText } from '../../../domain/schedule/local-text.js';
import type { Generation } from '../../values/generation.js';
import type { HealthReport } from '../../values/health-report.js';
import type { ConfigProblem } from '../../values/reload/config-problem.js';
import { listenerTrouble } from '../health/listener-trouble.js';
import { problemList } from '../reload/reload-report.js';
import { counted } from '../text/counted.js';
import { codeSpan, escapeMarkdown } from '../text/markdown.js';
import { minuteText } from '../text/moment-text.js';

/** The state of the program as its first message tells it. */
export interface Started {
  readonly generation: Pick<Generation, 'config' | 'projects'>;
  readonly warnings: readonly ConfigProblem[];
  readonly version: string;
  readonly signs: Pick<HealthReport, 'listener' | 'storeSetAside' | 'triggers' | 'paused'>;
  /** Nothing is known of a configuration before this one. */
  readonly isFirst: boolean;
  readonly engine: DefaultEngine;
  /** That the process before this one did not end in order; `null` if it did. */
  readonly back: Back | null;
}

/** A return after an end that nobody asked for: when that was, how long ago, and how many runs it cut. */
export interface Back {
  readonly at: LocalText;
  readonly afterMs: number;
  readonly cut: number;
}

/** Whether the default engine can be started; of one that this version doesn't know, which ones it does. */
export type DefaultEngine = EngineAvailability | { readonly kind: 'unknown'; readonly known: readonly EngineId[] };

/** That a restart is done, for who asked for it; Markdown. */
export function runningAgainText(version: string): string {
  return `🟢 **Untether ${escapeMarkdown(version)}** is running again.`;
}

/** That the program has started: what answers, where, what is amiss, and what the configuration left out; Markdown. */
export function startedText(started: Started): string {
  const { generation, warnings, version, signs, isFirst, engine, back } = started;
  const { config, projects } = generation;
  const mode = config.telegram.sessionMode === 'chat' ? 'conversations continue' : 'reply to continue a conversation';
  const lines = [
    ...(back === null ? [] : [backText(back)]),
    `🟢 **Untether ${escapeMarkdown(version)}** is running · ${mode}`,
    `Agent: ${codeSpan(config.defaultEngine)} ${engineText(engine)}`,
    ...(projects.aliases.length === 0 ? [] : [`Projects: ${projects.aliases.map(codeSpan).join(', ')}`]),
    ...triggerLine(signs),
    ...(isFirst ? ['First start: no earlier configuration is known'] : []),
    '/help lists the commands',
  ];
  const noted = warnings.length === 0 ? '' : `\n\n⚠️ About the configuration:${problemList(warnings)}`;
  return lines.join('  \n') + noted + amiss(signs);
}

function backText({ at, afterMs, cut }: Back): string {
  const runs =
    cut === 0
      ? ''
      : `; ${counted(cut, 'run')} ${cut === 1 ? 'was cut off: its' : 'were cut off: each'} message offers to continue`;
  const when = at.day === 'today' ? at.time.slice(0, 'hh:mm'.length) : minuteText(at);
  return `🔁 Back after ${formatSpan(afterMs)}: Untether had ended unexpectedly at ${when}${runs}`;
}

/** How many triggers there are, and whether they are held. */
function triggerLine({ triggers: { enabled, crons, webhooks }, paused }: Started['signs']): readonly string[] {
  if (!enabled || crons + webhooks === 0) return [];
  const parts = [
    ...(crons === 0 ? [] : [counted(crons, 'cron')]),
    ...(webhooks === 0 ? [] : [counted(webhooks, 'webhook')]),
  ];
  return [`${paused ? '⏸ Triggers, paused' : '⏰ Triggers'}: ${parts.join(', ')} (/triggers)`];
}

/** What did not come up with the rest. */
function amiss({ listener, storeSetAside }: Pick<HealthReport, 'listener' | 'storeSetAside'>): string {
  const paragraphs = [
    ...(listener.state === 'down' ? [listenerTrouble(listener.trouble)] : []),
    ...(storeSetAside
      ? ['⚠️ The database could not be used; it was set aside and a new one was started. The log says where it is.']
      : []),
  ];
  return paragraphs.map((paragraph) => `\n\n${paragraph}`).join('');
}

function engineText(engine: DefaultEngine): string {
  switch (engine.kind) {
    case 'unknown':
      return `⚠️ not available in this version; set ${codeSpan('default_engine')} to one of ${engine.known.map(codeSpan).join(', ')}`;
    case 'available':
      return engine.version === null ? '' : codeSpan(engine.version);
    case 'missing':
      return `⚠️ not installed; install it with ${codeSpan(engine.install)}`;
    case 'not-built':
      return '⚠️ not available';
  }
}
