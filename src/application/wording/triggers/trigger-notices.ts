import type { TriggerId } from '../../../domain/ids.js';
import type { Instant } from '../../../domain/ports/clock.js';
import { formatSpan } from '../../../domain/schedule/delay.js';
import type { Refusal } from '../../../domain/trigger/admission.js';
import { MOST_WAITING } from '../../../domain/trigger/overlap-policy.js';
import type { Trigger } from '../../../domain/trigger/trigger.js';
import type { TriggerName } from '../../../domain/trigger/trigger-name.js';
import type { Resumed } from '../../values/triggers/resumed.js';
import { codeSpan, escapeMarkdown } from '../text/markdown.js';
import { cronTitle } from './missed-text.js';
import { resumedText } from './resumed-text.js';

/** That the run of a trigger could not begin, to stand before the reason; Markdown. */
export function notStartedText(trigger: TriggerName): string {
  return `❌ ${codeSpan(trigger)} did not start:`;
}

/** Why a trigger may not start a run now, without a full stop; Markdown. */
export function leftOutText(trigger: TriggerName, refusal: Refusal, now: Instant): string {
  return `⏭ ${codeSpan(trigger)} was not run: ${whyNot(refusal, now)}`;
}

function whyNot(refusal: Refusal, now: Instant): string {
  switch (refusal.kind) {
    case 'still-running':
      return 'its last run is still running. Until it ends, the next ones are skipped too';
    case 'too-many-waiting':
      return `${MOST_WAITING} of its runs are already waiting. Until that changes, the next ones are skipped as well`;
    case 'capped':
      return `it has already run ${refusal.most} times within an hour. For ${formatSpan(refusal.freeAt - now)} the next ones are skipped as well`;
  }
}

/** What came of an action; `text` is plain. Markdown. */
export function actedText(trigger: TriggerName, action: Trigger['action'], isOk: boolean, text: string): string {
  return `${isOk ? '✅' : '❌'} ${codeSpan(trigger)} (${action.replace('_', ' ')}): ${escapeMarkdown(text)}`;
}

/** Where an action wrote to; plain text. */
export function writtenText(paths: readonly string[]): string {
  return `Written to ${paths.join(', ')}.`;
}

/** Why what was claimed or delivered is not acted on any more; plain text. */
export const NOT_ACTED_ON = {
  cronGone: 'It is no longer in untether.toml.',
  webhookGone: 'The webhook is no longer in the configuration.',
  noChat: 'There is no chat to report to.',
} as const;

/** That a cron was due and nothing came of it; `why` is plain. Markdown. */
export function cronGivenUpText(id: TriggerId, why: string): string {
  return `❌ ${cronTitle(id)} was due and did not start: ${escapeMarkdown(why)}`;
}

/** That the run of a cron could not be started for a reason that only the log can hold; Markdown. */
export function cronFailedText(id: TriggerId): string {
  return `❌ ${cronTitle(id)} could not be started; the log says why.`;
}

/** That a delivery came to nothing; `why` is plain. Markdown. */
export function deliveryDroppedText(webhook: TriggerId, why: string): string {
  return `❌ A delivery to ${codeSpan(`webhook:${webhook}`)} was dropped: ${escapeMarkdown(why)}`;
}

/** That a pause ended by itself, and what that brings; Markdown. */
export function pauseOverText(name: TriggerName | 'all', resumed: Resumed): string {
  const who = name === 'all' ? 'All triggers are active again' : `${codeSpan(name)} is active again`;
  return `▶️ ${who}: the pause is over.${resumedText(resumed)}`;
}
