import type { InboundMessage, Quote } from '../../../domain/chat/inbound.js';
import type { SessionChoice } from '../../../domain/run/run-plan.js';
import { sameValue } from '../../../domain/same-value.js';
import {
  ABOUT_OWN_MESSAGE,
  ABOUT_YOUR_MESSAGE,
  agentName,
  OUR_NOTICE,
  withoutWords,
} from '../../wording/chat/passed-on-text.js';
import { aboutFile } from '../../wording/files/about-file.js';
import { asMarkdown, quoted } from '../../wording/text/as-markdown.js';
import { shorten } from '../../wording/text/shorten.js';
import type { ReplyMeaning } from './read-reply.js';
import type { Passage } from './words-of.js';

/** What a reply brings to the agent of what it replies to. */
export interface RepliedWords {
  /** Goes before the prompt: words of the sender's own, or of the agent itself. */
  readonly before: string | null;
  /** Words of anybody else. */
  readonly passage: Passage | null;
}

/** So much of it is brought along, in UTF-16 units; a message has no more than these. */
const LONGEST = 4_096;
const NOTHING: RepliedWords = { before: null, passage: null };

/**
 * The words that a reply is about. An agent whose conversation goes on knows what it said: it is told only which part of
 * that was selected.
 */
export function repliedWords(
  { replyTo, elsewhere }: InboundMessage,
  meaning: ReplyMeaning | null,
  session: SessionChoice,
): RepliedWords {
  if (replyTo === null) return elsewhere === undefined ? NOTHING : fromElsewhere(elsewhere);
  const { ours, by, quote, attachment } = replyTo;
  // The prompt names the files that it tells of.
  if (ours && meaning?.standing.files !== undefined) return NOTHING;
  const chosen = quote === undefined ? null : wordsIn(quote);
  if (ours && meaning !== null && continues(meaning, session)) {
    return { before: chosen === null ? null : aside(ABOUT_YOUR_MESSAGE, chosen), passage: null };
  }
  const file = ours && meaning?.standing.shown !== undefined ? aboutFile(meaning.standing.shown) : null;
  if (file !== null) return { before: file, passage: chosen === null ? null : selected(OUR_NOTICE, chosen) };
  const words = chosen ?? wordsIn(replyTo) ?? (attachment === undefined ? null : withoutWords(attachment));
  if (words === null) return NOTHING;
  if (!ours && by === undefined) return { before: aside(ABOUT_OWN_MESSAGE, words), passage: null };
  const writer = by ?? (meaning?.standing.run == null ? OUR_NOTICE : agentName(meaning.standing.engine));
  return { before: null, passage: { came: chosen === null ? 'replied-to' : 'selected', by: writer, text: words } };
}

function fromElsewhere({ by, attachment, quote }: NonNullable<InboundMessage['elsewhere']>): RepliedWords {
  const words = quote === undefined ? null : wordsIn(quote);
  const text = words ?? withoutWords(attachment ?? null);
  if (by === undefined) return { before: aside(ABOUT_OWN_MESSAGE, text), passage: null };
  return { before: null, passage: { came: words === null ? 'replied-to' : 'selected', by, text } };
}

function continues({ live, standing }: ReplyMeaning, session: SessionChoice): boolean {
  if (live !== null && session.kind === 'after') return session.run === live.id;
  return standing.resume !== null && session.kind === 'resume' && sameValue(session.token, standing.resume);
}

function selected(by: string, text: string): Passage {
  return { came: 'selected', by, text };
}

function wordsIn({ text, marks = [] }: Quote): string | null {
  return text.trim() === '' ? null : shorten(asMarkdown({ text, marks }), LONGEST);
}

function aside(about: string, words: string): string {
  return `${about}\n\n${quoted(words)}`;
}
