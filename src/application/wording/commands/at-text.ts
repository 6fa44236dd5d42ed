import type { DelayedRun } from '../../../domain/accepted/delayed-run.js';
import { formatSpan } from '../../../domain/schedule/delay.js';
import type { LocalText } from '../../../domain/schedule/local-text.js';
import type { WhenProblem } from '../../../domain/schedule/parse-when.js';
import { excerpt } from '../text/excerpt.js';
import { codeSpan, escapeMarkdown } from '../text/markdown.js';
import { minuteText, notATime } from '../text/moment-text.js';

/** A run that waits for its time. */
export interface WaitingRun {
  readonly id: string;
  readonly local: LocalText;
  readonly inMs: number;
  readonly run: Pick<DelayedRun, 'engine' | 'context' | 'prompt'>;
  /** It belongs to another topic than the one that is answered. */
  readonly isElsewhere: boolean;
}

/** When a run will begin, and how to drop it; `asked` is how its time was written. Markdown. */
export function scheduledText(
  { id, local, inMs }: Pick<WaitingRun, 'id' | 'local' | 'inMs'>,
  asked: { readonly kind: 'delay' | 'clock'; readonly written: string },
): string {
  const { day, time, offset } = local;
  const told =
    asked.kind === 'delay'
      ? `in ${asked.written}, ${day} at ${time.slice(0, 'hh:mm'.length)} (${offset})`
      : `${day} at ${time} (${offset}), in ${formatSpan(inMs)}`;
  return `⏳ Will run ${told}. To drop it: the button, or ${codeSpan(`/at cancel ${id}`)}.`;
}

/** What waits in a chat, soonest first; Markdown. */
export function waitingText(waiting: readonly WaitingRun[]): string {
  if (waiting.length === 0) return 'No scheduled tasks in this chat.';
  const lines = waiting.map((one, index) => `${index + 1}. ${waitingLine(one)}`);
  return `⏳ Waiting in this chat:\n\n${lines.join('\n')}`;
}

/** What the button says that drops a line of the list. */
export function dropLabel(number: number): string {
  return `❌ ${number}`;
}

/** What the message says that confirmed a delayed run, once its button was pressed; Markdown. */
export function confirmedThenText(id: string, dropped: boolean): string {
  return dropped ? droppedText(id) : 'It is not waiting any more.';
}

/** That a run does not wait any more; Markdown. */
export function droppedText(id: string): string {
  return `❌ Cancelled ${codeSpan(id)}.`;
}

/** That there was none to drop; Markdown. */
export function notWaitingText(id: string): string {
  return `Nothing with the id ${codeSpan(id)} waits in this chat.`;
}

/** Why the words behind `/at` say no time or no task; `null` where only their form is wrong. */
export function badWhenText(problem: WhenProblem): string | null {
  switch (problem.kind) {
    case 'form':
      return null;
    case 'not-a-time':
      return notATime(problem.written);
    case 'no-text':
      return `Nothing stands behind “${problem.written}” to be run then.`;
  }
}

function waitingLine({ id, local, inMs, run: { engine, context, prompt }, isElsewhere }: WaitingRun): string {
  const branch = context?.branch == null ? '' : ` @${context.branch}`;
  const parts = [
    `${minuteText(local)}, in ${formatSpan(inMs)}`,
    engine,
    ...(context === null ? [] : [escapeMarkdown(`${context.project}${branch}`)]),
    ...(isElsewhere ? ['another topic'] : []),
    escapeMarkdown(excerpt(prompt)),
  ];
  return `${codeSpan(id)} ${parts.join(' · ')}`;
}
