import type { SentMessage } from './message-book.js';

/** Hears from a bot of every message that Telegram gave an id for. Is not waited for, and never throws. */
export interface SentMessages {
  sent(message: SentMessage): void;
}
