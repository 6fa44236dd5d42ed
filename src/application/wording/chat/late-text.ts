import type { Attachment } from '../../../domain/chat/inbound.js';
import { formatSpan } from '../../../domain/schedule/delay.js';
import { excerpt } from '../text/excerpt.js';
import { escapeMarkdown } from '../text/markdown.js';
import { attachmentName } from './attachment-text.js';

/** Characters of a late message that are shown. */
const LONGEST_EXCERPT = 80;

/** A message that came too long ago, and what came with it. */
export interface LateMessage {
  readonly ageMs: number;
  readonly text: string;
  readonly attachment: Attachment | null;
}

/** Messages that came too long ago to be run unasked, each with its age; Markdown. */
export function lateText(late: readonly LateMessage[]): string {
  const head =
    late.length === 1
      ? '⏳ This came while Untether was off, too long ago to be run unasked:'
      : `⏳ These ${late.length} messages came while Untether was off, too long ago to be run unasked:`;
  const lines = late.map((one, index) => `${index + 1}. ${formatSpan(one.ageMs)} ago: ${said(one)}`);
  return `${head}\n\n${lines.join('\n')}`;
}

function said({ text, attachment }: LateMessage): string {
  if (text.trim() === '' && attachment !== null) return `(${attachmentName(attachment)})`;
  return `“${escapeMarkdown(excerpt(text, LONGEST_EXCERPT))}”`;
}

/** What the button says that runs one of several; `number` is its place in the list. */
export function runLateLabel(number: number): string {
  return `▶️ ${number}`;
}

/** A button of one of several. */
export function numberedLabel(number: number, label: string): string {
  return `${number}: ${label}`;
}
