import { NO_ORDER, passedOnMarker } from '../../wording/chat/passed-on-text.js';
import { fenced } from '../../wording/triggers/trigger-prompt.js';
import { joinTexts, type StoredMessage } from './bursts.js';

/** Whose words came in a burst: the sender's own, which are an order, and those of others, which are not. */
export interface Words {
  readonly own: string;
  readonly passages: readonly Passage[];
}

/** Words that somebody else wrote, and who that is, as Telegram names them. */
export interface Passage {
  readonly by: string;
  readonly text: string;
}

/** The words of a burst, in the order in which they were written. */
export function wordsOf(parts: readonly StoredMessage[]): Words {
  const own = parts.filter(({ message }) => message.writtenBy === undefined);
  const passages = parts.flatMap(({ message: { writtenBy: by, text } }) =>
    by === undefined || text.trim() === '' ? [] : [{ by, text }],
  );
  return { own: joinTexts(own), passages };
}

/** The prompt with what others wrote behind it, each passage fenced with a number that nobody can know before. */
export function withPassages(prompt: string, passages: readonly Passage[], nonce: string): string {
  const order = prompt.trim() === '' ? NO_ORDER : prompt;
  const quoted = passages.map(({ by, text }) => fenced(`From: ${by}\n${text}`, nonce));
  return [passedOnMarker(nonce), order, ...quoted].join('\n\n');
}
