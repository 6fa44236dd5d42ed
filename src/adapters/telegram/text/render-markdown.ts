import { cleanText } from './clean-text.js';
import { beforePair, type FormattedText, joinWith, plain, tidy } from './formatted-text.js';
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
  const end = endOfMarkdown(source);
  if (end === source.length) return tidy(rendered(source));
  return tidy(joinWith('\n\n', [tidy(rendered(source.slice(0, end))), tidy(plain(source.slice(end)))]));
}

function rendered(source: string): FormattedText {
  const tokens = markdownTokens(source);
  if (tokens === null) return plain(source);
  return renderBlocks(tokens.blocks, { usedLabels: tokens.usedLabels, depth: 0, quoted: false });
}

/** Where reading ends: behind a paragraph, else behind a line, if one ends in the last half. */
function endOfMarkdown(source: string): number {
  if (source.length <= LONGEST_MARKDOWN) return source.length;
  const borders = ['\n\n', '\n', ' '].map((border) => source.lastIndexOf(border, LONGEST_MARKDOWN));
  return borders.find((at) => at > LONGEST_MARKDOWN / 2) ?? beforePair(source, LONGEST_MARKDOWN);
}
