import { formatSpan } from '../../../domain/schedule/delay.js';
import { excerpt } from '../text/excerpt.js';
import { codeSpan, escapeMarkdown } from '../text/markdown.js';

/** Why a delayed run was not run, without a full stop; Markdown. */
export function atMissedText(id: string, lateMs: number): string {
  return `⏰ ${codeSpan(`at:${id}`)} was due ${formatSpan(lateMs)} ago, while the machine slept or its clock was wrong, and was not run`;
}

/** That the run of a delayed request could not begin, to stand before the reason; Markdown. */
export function atNotStartedText(id: string): string {
  return `❌ ${codeSpan(`at:${id}`)} was due and did not start:`;
}

/** The same where only the log can hold the reason; Markdown. */
export function atFailedText(id: string): string {
  return `❌ ⏰ ${codeSpan(`at:${id}`)} could not be started; the log says why.`;
}

/** A delayed run that begins. */
export interface AtBegun {
  readonly id: string;
  readonly prompt: string;
  /** `null` where that is not known. */
  readonly askedAgoMs: number | null;
  /** `null` where it is not late enough to be worth a word. */
  readonly lateMs: number | null;
}

/** That a delayed run begins, and what it is; Markdown. */
export function atBegunText({ id, prompt, askedAgoMs, lateMs }: AtBegun): string {
  const asked = askedAgoMs === null ? '' : `, asked for ${formatSpan(askedAgoMs)} ago`;
  const late = lateMs === null ? '' : `, ${formatSpan(lateMs)} late`;
  return `⏰ ${codeSpan(`at:${id}`)}${asked}${late}: “${escapeMarkdown(excerpt(prompt, 80))}”`;
}
