import type { ResumeToken } from '../../domain/run/resume-token.js';
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

/** The offers that were made with a message. Durable; `Outgoing.park` makes them. */
export interface OfferBook {
  /** The offer of that key, or `null` if there is none any more. */
  find(key: string): Promise<Offer | null>;
}
