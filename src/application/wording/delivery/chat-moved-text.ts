import type { ChatMove } from '../../ports/chat/chat-store.js';
import { codeSpan } from '../text/markdown.js';

/** That a group has another id now, and in which keys of the file to write it; Markdown. */
export function chatMovedText({ from, to }: Pick<ChatMove, 'from' | 'to'>, keys: readonly string[]): string {
  const where = keys.map(codeSpan).join(', ');
  return (
    `⚠️ The group ${codeSpan(`${from}`)} has become a supergroup with the id ${codeSpan(`${to}`)}. ` +
    `Answers go there, but what is written there is not taken until the file says so: ${where} = ${codeSpan(`${to}`)}.`
  );
}
