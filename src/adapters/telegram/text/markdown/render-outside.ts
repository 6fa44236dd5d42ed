import { concat, type FormattedText, styled } from '../formatted-text.js';
import { renderMarkdown } from './render-markdown.js';
import { withoutOrders } from './without-orders.js';

/** The Markdown of somebody else, such as an agent, in which nothing can be tapped to give us an order. */
export function renderOutside(markdown: string): FormattedText {
  return withoutOrders(renderMarkdown(markdown));
}

/** The same, folded until it is tapped, below a label of ours. */
export function renderFolded(label: string, markdown: string): FormattedText {
  const content = concat([styled({ type: 'bold' }, label), '\n', renderMarkdown(markdown, { quoted: true })]);
  return withoutOrders(styled({ type: 'expandable_blockquote' }, content));
}
