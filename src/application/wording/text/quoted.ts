import { excerpt } from './excerpt.js';
import { escapeMarkdown } from './markdown.js';

/** The most characters of a text that are quoted. */
const LONGEST = 80;

/** The beginning of a text in quotation marks, as Markdown; `null` if there is nothing to quote. */
export function quoted(text: string | null): string | null {
  const shown = excerpt(text ?? '', LONGEST);
  return shown.trim() === '' ? null : `“${escapeMarkdown(shown)}”`;
}
