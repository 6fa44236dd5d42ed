import type { FormattedText } from '../formatted-text.js';
import { renderMarkdown } from './render-markdown.js';
import { withoutOrders } from './without-orders.js';

/** The Markdown of somebody else, such as an agent, in which nothing can be tapped to give us an order. */
export function renderOutside(markdown: string): FormattedText {
  return withoutOrders(renderMarkdown(markdown));
}
