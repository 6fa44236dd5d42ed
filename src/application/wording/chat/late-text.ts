import { formatSpan } from '../../../domain/schedule/delay.js';
import { excerpt } from '../text/excerpt.js';
import { escapeMarkdown } from '../text/markdown.js';

/** Characters of a late message that are shown. */
const LONGEST_EXCERPT = 80;

/** Messages that came too long ago to be run unasked, each with its age; Markdown. */
export function lateText(late: readonly { readonly ageMs: number; readonly text: string }[]): string {
  const head =
    late.length === 1
      ? '⏳ This came while Untether was off, too long ago to be run unasked:'
      : `⏳ These ${late.length} messages came while Untether was off, too long ago to be run unasked:`;
  const lines = late.map(
    ({ ageMs, text }, index) =>
      `${index + 1}. ${formatSpan(ageMs)} ago: “${escapeMarkdown(excerpt(text, LONGEST_EXCERPT))}”`,
  );
  return `${head}\n\n${lines.join('\n')}`;
}

/** What the button says that runs one of several; `number` is its place in the list. */
export function runLateLabel(number: number): string {
  return `▶️ ${number}`;
}

/** A button of one of several. */
export function numberedLabel(number: number, label: string): string {
  return `${number}: ${label}`;
}
