import { type FormattedText, fits, joinWith, messageLimits } from './formatted-text.js';
import { renderMarkdown } from './render-markdown.js';
import { splitFormatted } from './split.js';

/** Notices that waited for one chat, in order, in as few messages as Telegram's limits allow; none is dropped. */
export function joinNotices(markdowns: readonly string[]): FormattedText[] {
  const messages: FormattedText[] = [];
  for (const piece of markdowns.flatMap((markdown) => splitFormatted(renderMarkdown(markdown), messageLimits))) {
    const last = messages.at(-1);
    const joined = last === undefined ? piece : joinWith('\n\n', [last, piece]);
    if (last !== undefined && fits(joined, messageLimits)) messages[messages.length - 1] = joined;
    else messages.push(piece);
  }
  return messages;
}
