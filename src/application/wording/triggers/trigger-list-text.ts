import { formatSpan } from '../../../domain/schedule/delay.js';
import type {
  TriggerListed,
  TriggerListing,
  TriggerSummary,
  TriggersShown,
} from '../../values/triggers/trigger-listing.js';
import { codeSpan } from '../text/markdown.js';

/** What `/triggers` shows where the file switches all of them off; Markdown. */
export function triggersOffText(): string {
  return `Triggers are switched off: ${codeSpan('triggers.enabled = false')}.`;
}

/** What the triggers of a chat are, what they wait for and when they fired last; Markdown. */
export function triggerListText({ allPausedAgoMs, crons, webhooks, elsewhere }: TriggerListing): string {
  const hasOwn = crons.shown.length + webhooks.shown.length > 0;
  const others =
    elsewhere === 0
      ? []
      : [
          `${elsewhere} ${hasOwn ? 'more ' : ''}${elsewhere === 1 ? 'reports in another chat' : 'report in other chats'}.`,
        ];
  if (!hasOwn) return [`No trigger reports in this chat. ${howToAdd()}`, ...others].join('\n\n');
  const head = allPausedAgoMs === null ? '⏰ **Triggers**' : `⏸ **Triggers** · all paused ${agoText(allPausedAgoMs)}`;
  return [head, [...linesOf(crons), ...linesOf(webhooks)].join('\n'), ...others].join('\n\n');
}

function linesOf({ shown, more }: TriggersShown): readonly string[] {
  return more > 0 ? [...shown.map(lineOf), `- and ${more} more`] : shown.map(lineOf);
}

/** One line about the active triggers of a chat; Markdown. */
export function triggerSummaryText({ crons, webhooks, paused, first }: TriggerSummary): string {
  const when = first === null ? '' : `${codeSpan(first.id)}: ${first.schedule}`;
  const parts = [
    ...(crons === 0 ? [] : [crons === 1 ? `1 cron (${when})` : `${crons} crons`]),
    ...(webhooks === 0 ? [] : [webhooks === 1 ? '1 webhook' : `${webhooks} webhooks`]),
  ];
  if (paused === crons + webhooks) return `⏸ triggers, paused: ${parts.join(', ')}`;
  return `⏰ triggers: ${parts.join(', ')}${paused === 0 ? '' : `; ${paused} paused`}`;
}

function lineOf(listed: TriggerListed): string {
  const { trigger, firedAgoMs, pausedUntil } = listed;
  const facts = [
    codeSpan(trigger.id),
    trigger.kind === 'cron' ? timingOf(listed) : codeSpan(`POST ${trigger.path}`),
    ...(trigger.kind === 'webhook' && trigger.auth === 'none' ? ['⚠️ no authentication'] : []),
    ...(trigger.project === null ? [] : [codeSpan(trigger.project)]),
    ...(trigger.engine === null ? [] : [codeSpan(trigger.engine)]),
    firedAgoMs === null ? 'never fired' : `fired ${agoText(firedAgoMs)}`,
    ...(pausedUntil === null ? [] : [`paused until ${pausedUntil}`]),
  ];
  return `- ${markOf(listed)} ${facts.join(' · ')}`;
}

function timingOf({ schedule, next }: TriggerListed): string {
  const words = schedule ?? '';
  if (next === null) return words;
  if (next === 'done') return `${words}, runs only once`;
  return next === 'never' ? `${words}, never again` : `${words}, next in ${formatSpan(next.inMs)}`;
}

function markOf({ trigger, state }: TriggerListed): string {
  if (state === 'off') return '⚪ off:';
  if (state === 'paused') return '⏸';
  return trigger.kind === 'cron' ? '⏰' : '⚡';
}

function agoText(ms: number): string {
  return ms < 60_000 ? 'just now' : `${formatSpan(ms)} ago`;
}

function howToAdd(): string {
  return `Add one under ${codeSpan('[[triggers.crons]]')} or ${codeSpan('[[triggers.webhooks]]')}.`;
}
