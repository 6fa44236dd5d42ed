import type { InboundMessage, Transcript } from './inbound.js';

/** The message as if what was said in it had been written: the words behind its caption, and no recording any more. */
export function withTranscript(message: InboundMessage, transcript: Transcript): InboundMessage {
  const { attachments: _heard, text: caption, ...rest } = message;
  const isCaptioned = caption.trim() !== '';
  return {
    ...rest,
    attachment: null,
    text: isCaptioned ? `${caption}\n\n${transcript.words}` : transcript.words,
    transcript: { ...transcript, ...(isCaptioned ? { captioned: true } : {}) },
  };
}

/** A message that was heard and whose text is its caption alone since, with the words behind it again. */
export function recaptioned(message: InboundMessage): InboundMessage {
  const { transcript } = message;
  if (transcript === undefined) return message;
  const { captioned: _before, ...spoken } = transcript;
  return withTranscript(message, spoken);
}

/** A word that was said to be behind a slash (`slash new`), or that was written down like that. */
export interface SpokenSlash {
  /** Lower case. */
  readonly name: string;
  /** Everything behind the word. */
  readonly rest: string;
}

const SPOKEN = /^[\s"'“¿¡]*(?:slash\b[\s,.:;!–—-]*|\/\s*)([a-z0-9][\w-]*)(?![\w-])[\s,.:;!?–—-]*/i;

/** The slash word at the beginning of what was said; `null` if there is none. */
export function spokenSlash(words: string): SpokenSlash | null {
  const found = SPOKEN.exec(words);
  if (found?.[1] === undefined) return null;
  return { name: found[1].toLowerCase(), rest: words.slice(found[0].length) };
}

/** The words with slashes written out before the names at their beginning that choose what is worked with, and where. */
export function withSpokenChoices(words: string, names: ReadonlySet<string>): string {
  const found = spokenSlash(words);
  if (found === null || !names.has(found.name)) return words;
  const others = new Set([...names].filter((name) => name !== found.name));
  return `/${found.name} ${withSpokenChoices(found.rest, others)}`.trim();
}
