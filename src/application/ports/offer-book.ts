import type { UserId } from '../../domain/ids.js';
import type { ResumeToken } from '../../domain/run/resume-token.js';
import type { InboundMessage } from '../intake/inbound.js';
import type { RunRequest } from '../run/run-request.js';

/** A run that is not begun unless somebody asks for it: what was interrupted, missed or came too late. Plain JSON. */
export interface Offer {
  /** Names the offer, for ever; at most 40 characters, none of them a colon. */
  readonly key: string;
  /** What would be run; the rows are those of whoever asks for it. */
  readonly request: RunRequest;
  /** The conversation that could be gone on with instead. */
  readonly resume: ResumeToken | null;
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
  /** It was asked in a list, together with others. */
  readonly listed?: true;
}

/** The offers and questions that were made with a message. Durable; `Outgoing.park` makes them. */
export interface OfferBook {
  /** What was offered or asked under that key, or `null` if there is nothing any more. */
  find(key: string): Promise<Offer | Question | null>;
}
