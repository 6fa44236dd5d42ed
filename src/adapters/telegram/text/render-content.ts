import type { Content } from '../../../application/ports/chat-channel.js';
import { type FormattedText, messageLimits } from './formatted-text.js';
import { problemMarkdown } from './problem-text.js';
import { renderMarkdown } from './render-markdown.js';
import { splitFormatted } from './split.js';

/** The messages that say it, each within Telegram's limits; none if there is nothing to be seen. */
export function renderContent(content: Content): FormattedText[] {
  const markdown = 'problem' in content ? problemMarkdown(content.problem) : content.markdown;
  return splitFormatted(renderMarkdown(markdown), messageLimits);
}
