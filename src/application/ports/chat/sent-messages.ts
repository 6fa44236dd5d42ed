import type { SentMessage } from './message-store.js';

/** Hears from a bot of every message that Telegram gave an id for. Is not waited for, and never throws. */
export interface SentMessages {
  sent(message: SentMessage): void;
}
