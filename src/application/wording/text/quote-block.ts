import { cleanText } from './clean-text.js';

/** The Markdown as a quote, whatever is in it: no line of it stands outside. */
export function quoteBlock(markdown: string): string {
  return cleanText(markdown)
    .split('\n')
    .map((line) => (line === '' ? '>' : `> ${line}`))
    .join('\n');
}
