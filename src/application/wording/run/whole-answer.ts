import type { FinalView } from '../../ports/chat/chat-channel.js';

/** What the file with a very long answer is called. */
export const ANSWER_FILE = 'answer.md';

/** What stands behind the beginning of an answer that is in a file. */
export const WHOLE_ANSWER_BELOW = '📄 The whole answer is in the file below.';

/** All that the agent said, as the file has it: Markdown. */
export function wholeAnswer({ earlier = [], answer }: Pick<FinalView, 'earlier' | 'answer'>): string {
  return `${[...earlier, answer].join('\n\n---\n\n').trim()}\n`;
}

/** What stands before an answer that follows in parts because its file was not taken; plain text. */
export function fileRefusedText(reason: string): string {
  return `📄 Telegram did not take the file (${reason}). Here is the whole answer:`;
}
