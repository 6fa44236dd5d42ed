import type { Delayed } from '../../../domain/schedule/at-scheduler.js';
import { formatSpan } from '../../../domain/schedule/delay.js';
import { excerpt } from '../text/excerpt.js';
import { escapeMarkdown } from '../text/markdown.js';
import { taskName } from '../text/task-name.js';

/** What names a delayed run. */
type Named = Pick<Delayed<unknown>, 'id' | 'number'>;

/** Why a delayed run was not run, without a full stop; Markdown. */
export function atMissedText(named: Named, lateMs: number): string {
  return `${title(named)} was due ${formatSpan(lateMs)} ago, while the machine was asleep or its clock was wrong, and did not run`;
}

/** That the run of a delayed request could not begin, to stand before the reason; Markdown. */
export function atNotStartedText(named: Named): string {
  return `❌ ${title(named)} was due and did not start:`;
}

/** The same where only the log can hold the reason; Markdown. */
export function atFailedText(named: Named): string {
  return `❌ ${title(named)} could not be started; the log says why.`;
}

/** A delayed run that begins. */
export interface AtBegun extends Named {
  readonly prompt: string;
  /** `null` where that is not known. */
  readonly askedAgoMs: number | null;
  /** `null` where it is not late enough to be worth a word. */
  readonly lateMs: number | null;
}

/** That a delayed run begins, and what it is; Markdown. */
export function atBegunText({ id, number, prompt, askedAgoMs, lateMs }: AtBegun): string {
  const asked = askedAgoMs === null ? '' : `, asked for ${formatSpan(askedAgoMs)} ago`;
  const late = lateMs === null ? '' : `, ${formatSpan(lateMs)} late`;
  return `${title({ id, number })}${asked}${late}: “${escapeMarkdown(excerpt(prompt, 80))}”`;
}

function title(named: Named): string {
  return `⏰ Scheduled task **${escapeMarkdown(taskName(named))}**`;
}
