import type { ChatId } from '../ids.js';

/** What is on disk of a request that waits for its time. Plain JSON. */
export interface Scheduled<Request> {
  readonly chatId: ChatId;
  readonly request: Request;
}
