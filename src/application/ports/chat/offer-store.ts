import type { RunRequest } from '../../../domain/accepted/run-request.js';
import type { InboundMessage } from '../../../domain/chat/inbound.js';
import type { MessageRef, UserId } from '../../../domain/ids.js';
import type { Instant } from '../../../domain/ports/clock.js';
import type { ResumeToken } from '../../../domain/run/resume-token.js';

/** A run that is not begun unless somebody asks for it: what was interrupted, missed, failed or came too late. Plain JSON. */
export interface Offer {
  /** Names the offer, for ever; at most 40 characters, none of them a colon. */
  readonly key: string;
  /** What would be run; the rows are those of whoever asks for it. */
  readonly request: RunRequest;
  /** The conversation that could be gone on with instead. */
  readonly resume: ResumeToken | null;
  /** When it could be run instead of now; absent where nobody knows. */
  readonly later?: Instant;
}

/**
 * A message that starts nothing before its sender has said what it means: each answer is a message that is handled in its
 * place, and only one of them ever is. Plain JSON.
 */
export interface Question {
  /** Names the question, for ever; at most 40 characters, none of them a colon. */
  readonly key: string;
  /** Who wrote it. */
  readonly askedOf: UserId | null;
  readonly answers: Readonly<Record<string, readonly InboundMessage[]>>;
  /** The messages that it is about, as they were written; absent in one that was put before these were kept. */
  readonly asked?: readonly InboundMessage[];
  /** It was asked in a list, together with others. */
  readonly listed?: true;
}

/** The question among them that was asked last about that message; told by its update, since a clock may be set back. */
export function questionAbout(
  offers: readonly (Offer | Question)[],
  { chatId, messageId }: MessageRef,
): Question | null {
  const isIt = (one: InboundMessage) => one.chatId === chatId && one.messageId === messageId;
  const questions = offers.filter((one): one is Question => 'answers' in one && one.asked?.some(isIt) === true);
  const updateOf = ({ asked }: Question) => asked?.[0]?.updateId ?? 0;
  return questions.reduce<Question | null>(
    (last, one) => (last === null || updateOf(one) > updateOf(last) ? one : last),
    null,
  );
}

/** The offers and questions that were made with a message. Durable; `Outbox.park` makes them. */
export interface OfferStore {
  /** What was offered or asked under that key, or `null` if there is nothing any more. */
  find(key: string): Promise<Offer | Question | null>;
  /** The question that was asked last about that message, answered or not; `null` if there is none. */
  questionAbout(message: MessageRef): Promise<Question | null>;
}
