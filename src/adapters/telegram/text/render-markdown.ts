import { cleanText } from './clean-text.js';
import { type FormattedText, plain, tidy } from './formatted-text.js';
import { markdownTokens } from './markdown-tokens.js';
import { renderBlocks } from './render-blocks.js';

/**
 * CommonMark, with tables, task lists and `~~`, as text and entities. HTML is shown literally; what can't be read is
 * shown as it is. Never throws.
 */
export function renderMarkdown(markdown: string): FormattedText {
  const source = cleanText(markdown);
  const tokens = markdownTokens(source);
  if (tokens === null) return tidy(plain(source));
  return tidy(renderBlocks(tokens.blocks, { usedLabels: tokens.usedLabels, depth: 0, quoted: false }));
}
