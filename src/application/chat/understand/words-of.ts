import type { MarkedText } from '../../../domain/chat/text-mark.js';
import { NO_ORDER, PASSAGE_LABELS, passedOnMarker } from '../../wording/chat/passed-on-text.js';
import { asMarkdown } from '../../wording/text/as-markdown.js';
import { fenced } from '../../wording/triggers/trigger-prompt.js';
import { joinWords, type StoredMessage } from './bursts.js';

/** Whose words came in a burst: the sender's own, which are an order, and those of others, which are not. */
export interface Words {
  readonly own: MarkedText;
  readonly passages: readonly Passage[];
}

/** Words that somebody else wrote, and who that is, as Telegram names them. */
export interface Passage {
  /** How they came here: passed on, or by being replied to, all of them or a part that was selected. */
  readonly came: keyof typeof PASSAGE_LABELS;
  readonly by: string;
  /** Markdown. */
  readonly text: string;
}

/** The words of a burst, in the order in which they were written. */
export function wordsOf(parts: readonly StoredMessage[]): Words {
  const own = parts.filter(({ message }) => message.writtenBy === undefined);
  const passages = parts.flatMap(({ message: { writtenBy: by, text, marks = [] } }): Passage[] =>
    by === undefined || text.trim() === '' ? [] : [{ came: 'passed-on', by, text: asMarkdown({ text, marks }) }],
  );
  return { own: joinWords(own), passages };
}

/** The prompt with what others wrote behind it, each passage fenced with a number that nobody can know before. */
export function withPassages(prompt: string, passages: readonly Passage[], nonce: string): string {
  const order = prompt.trim() === '' ? NO_ORDER : prompt;
  const quoted = passages.map(({ came, by, text }) => fenced(`${PASSAGE_LABELS[came]}: ${by}\n${text}`, nonce));
  return [passedOnMarker(nonce), order, ...quoted].join('\n\n');
}
