import type { DelayedRun } from '../../../domain/accepted/delayed-run.js';
import { formatSpan, readDelay } from '../../../domain/schedule/delay.js';
import type { LocalText } from '../../../domain/schedule/local-text.js';
import type { WhenProblem } from '../../../domain/schedule/parse-when.js';
import { excerpt } from '../text/excerpt.js';
import { codeSpan, escapeMarkdown } from '../text/markdown.js';
import { minuteText, notATime } from '../text/moment-text.js';
import { quoted } from '../text/quoted.js';

/** So much is shown of words that say no time, in characters. */
const LONGEST_SOURCE = 40;

/** A run that waits for its time. */
export interface WaitingRun {
  /** As `taskName` has it. */
  readonly name: string;
  readonly local: LocalText;
  readonly inMs: number;
  readonly run: Pick<DelayedRun, 'engine' | 'context' | 'prompt'>;
  /** It belongs to another topic than the one that is answered. */
  readonly isElsewhere: boolean;
}

/** When a run will begin, and how to drop it; `asked` is how its time was written. Markdown. */
export function scheduledText(
  name: string,
  { local, inMs }: Pick<WaitingRun, 'local' | 'inMs'>,
  asked: { readonly kind: 'delay' | 'clock'; readonly written: string },
): string {
  const { day, time } = local;
  const told =
    asked.kind === 'delay'
      ? `in ${formatSpan(readDelay(asked.written)?.delayMs ?? inMs)}, ${day} at ${time.slice(0, 'hh:mm'.length)}`
      : `${day} at ${time}, in ${formatSpan(inMs)}`;
  return `⏳ ${bold(name)} will run ${told}. To cancel it: the button, or ${codeSpan(`/at cancel ${name}`)}.`;
}

/** What the buttons say under the question whether a time was understood. */
export const TIME_LABELS = { notATime: 'Not a time' } as const;

/** What the button says that takes the time as it was understood. */
export function timeLabel({ day, time }: LocalText): string {
  return `Run ${day} at ${time}`;
}

/** The question whether a time in somebody’s own words was understood; Markdown. */
export function timeQuestionText(
  { day, time }: LocalText,
  { written, text, inMs }: { readonly written: string; readonly text: string; readonly inMs: number },
): string {
  const what = quoted(text);
  return `⏰ ${quoted(written) ?? ''} – ${day} at ${time}, in ${formatSpan(inMs)}?${what === null ? '' : `\n\n${what}`}`;
}

/** Why a day alone is no time any more: its usual hour has passed. */
export function needsTimeOfDay(written: string): string {
  return `“${written}” needs a time of day, such as “today 18:00”.`;
}

/** What waits in a chat, soonest first; Markdown. */
export function waitingText(waiting: readonly WaitingRun[]): string {
  if (waiting.length === 0) return 'No scheduled tasks in this chat.';
  return `⏳ Scheduled in this chat:\n\n${waiting.map((one) => `- ${waitingLine(one)}`).join('\n')}`;
}

/** What the button says that drops the run of that name. */
export function dropLabel(name: string): string {
  return `❌ ${excerpt(name, 6)}`;
}

/** What the message says that confirmed a delayed run, once its button was pressed; `null` if it did not wait. Markdown. */
export function confirmedThenText(name: string | null): string {
  return name === null ? 'It is no longer scheduled.' : droppedText(name);
}

/** That a run does not wait any more; Markdown. */
export function droppedText(name: string): string {
  return `❌ Cancelled ${bold(name)}.`;
}

/** That there was none to drop; Markdown. */
export function notWaitingText(written: string): string {
  return `Nothing called ${codeSpan(written)} is scheduled in this chat. ${codeSpan('/at list')} shows what is.`;
}

/** Why the words behind `/at` say no time or no task; `null` where there are none. */
export function badWhenText(problem: WhenProblem, source: string): string | null {
  switch (problem.kind) {
    case 'form':
      return source.trim() === ''
        ? null
        : `No time was understood at the beginning of “${excerpt(source, LONGEST_SOURCE)}”.`;
    case 'not-a-time':
      return notATime(problem.written);
    case 'no-text':
      return `What should run? Write the task after “${problem.written}”.`;
  }
}

function waitingLine({ name, local, inMs, run: { engine, context, prompt }, isElsewhere }: WaitingRun): string {
  const branch = context?.branch == null ? '' : ` @${context.branch}`;
  const parts = [
    `${minuteText(local)}, in ${formatSpan(inMs)}`,
    engine,
    ...(context === null ? [] : [escapeMarkdown(`${context.project}${branch}`)]),
    ...(isElsewhere ? ['another topic'] : []),
    escapeMarkdown(excerpt(prompt)),
  ];
  return `${bold(name)} ${parts.join(' · ')}`;
}

function bold(name: string): string {
  return `**${escapeMarkdown(name)}**`;
}
