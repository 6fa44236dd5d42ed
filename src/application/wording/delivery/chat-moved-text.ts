import type { ChatMove } from '../../ports/chat/chat-store.js';
import { codeSpan, escapeMarkdown } from '../text/markdown.js';

/** That a group has another id now, and in which keys of the file to write it; Markdown. */
export function chatMovedText({ from, to }: Pick<ChatMove, 'from' | 'to'>, keys: readonly string[]): string {
  return (
    `⚠️ The group ${codeSpan(`${from}`)} has become a supergroup with the id ${codeSpan(`${to}`)}. ` +
    'Telegram says that it is the same chat, so everything works there as before. The file still has the former id: ' +
    `set ${keysText(keys)} to ${codeSpan(`${to}`)}.`
  );
}

/** What the button says that does so. */
export const WRITE_MOVE_LABEL = '✏️ Write it into untether.toml';

/** That the file has the new id; Markdown. */
export function moveWrittenText(to: number, keys: readonly string[]): string {
  return `✅ ${codeSpan('untether.toml')} has the new id: ${keysText(keys)} = ${codeSpan(`${to}`)}.`;
}

/** That it could not be written, and why. */
export function moveNotWrittenText(message: string, hint: string): string {
  return `❌ The file was not changed. ${escapeMarkdown(message)} ${escapeMarkdown(hint)}`;
}

/** Of a file that has errors already. */
export const FILE_HAS_ERRORS = {
  message: 'It would have errors.',
  hint: 'Fix what it says now first; untether config check lists that.',
} as const;

function keysText(keys: readonly string[]): string {
  return keys.map(codeSpan).join(', ');
}
