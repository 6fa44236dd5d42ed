import { cleanText } from './clean-text.js';
import { beforePair, concat, type FormattedText, plain, tidy } from './formatted-text.js';
import { markdownTokens } from './markdown-tokens.js';
import { renderBlocks } from './render-blocks.js';

/** More is not read as Markdown: what reading takes holds up everything else. Eight messages; the rest is shown as it is written. */
const LONGEST_MARKDOWN = 32_768;

/**
 * CommonMark, with tables, task lists and `~~`, as text and entities. HTML is shown literally; what can't be read, and
 * what stands behind the first 32,768 UTF-16 units, is shown as it is. Never throws; takes linear time.
 */
export function renderMarkdown(markdown: string): FormattedText {
  const source = cleanText(markdown);
  if (source.length <= LONGEST_MARKDOWN) return tidy(rendered(source));
  const { end, border } = endOfReading(source);
  return tidy(concat([tidy(rendered(source.slice(0, end))), border, plain(source.slice(end + border.length))]));
}

function rendered(source: string): FormattedText {
  const tokens = markdownTokens(source);
  if (tokens === null) return plain(source);
  return renderBlocks(tokens.blocks, { usedLabels: tokens.usedLabels, depth: 0, quoted: false });
}

/** Where reading ends: at a paragraph's end, else at a line's, else at a word's, if there is one in the last half. */
function endOfReading(source: string): { readonly end: number; readonly border: string } {
  for (const border of ['\n\n', '\n', ' ']) {
    const end = source.lastIndexOf(border, LONGEST_MARKDOWN);
    if (end > LONGEST_MARKDOWN / 2) return { end, border };
  }
  return { end: beforePair(source, LONGEST_MARKDOWN), border: '' };
}
