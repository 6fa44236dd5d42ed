import { cleanText } from '../../../../application/wording/text/clean-text.js';
import { beforePair } from '../../../../domain/before-pair.js';
import { concat, type FormattedText, plain, tidy } from '../formatted-text.js';
import { markdownTokens } from './markdown-tokens.js';
import { renderBlocks } from './render-blocks.js';

/** More is not read as Markdown, since reading holds up everything else: eight messages. */
const LONGEST_MARKDOWN = 32_768;

const OPEN = { quoted: false };

/** Nor are more characters that may mean something, of which people and agents write a tenth as many as letters. */
const MOST_MARKS = 6_000;
const MARKS: ReadonlySet<number> = new Set(Array.from('\n[<>*_~`|#-', (mark) => mark.charCodeAt(0)));

/**
 * CommonMark, with tables, task lists and `~~`, as text and entities. HTML is shown literally; what can't be read, and
 * what stands behind the first 32,768 UTF-16 units or 6,000 marks, is shown as it is. Never throws; takes linear time.
 * `quoted`: it will stand in a quote, which can't hold another one.
 */
export function renderMarkdown(markdown: string, { quoted }: { readonly quoted: boolean } = OPEN): FormattedText {
  const source = cleanText(markdown);
  const limit = readable(source);
  if (limit === source.length) return tidy(rendered(source, quoted));
  const { end, border } = endOfReading(source, limit);
  return tidy(concat([tidy(rendered(source.slice(0, end), quoted)), border, plain(source.slice(end + border.length))]));
}

function rendered(source: string, quoted: boolean): FormattedText {
  const tokens = markdownTokens(source);
  if (tokens === null) return plain(source);
  return renderBlocks(tokens.blocks, { usedLabels: tokens.usedLabels, depth: 0, quoted });
}

/** How far reading may go. */
function readable(source: string): number {
  const longest = Math.min(source.length, LONGEST_MARKDOWN);
  let marks = 0;
  for (let at = 0; at < longest; at++) {
    if (MARKS.has(source.charCodeAt(at)) && ++marks > MOST_MARKS) return at;
  }
  return longest;
}

/** Where reading ends: at a paragraph's end, else at a line's, else at a word's, if there is one in the last half. */
function endOfReading(source: string, limit: number): { readonly end: number; readonly border: string } {
  for (const border of ['\n\n', '\n', ' ']) {
    const end = source.lastIndexOf(border, limit);
    if (end > limit / 2) return { end, border };
  }
  return { end: beforePair(source, limit), border: '' };
}
