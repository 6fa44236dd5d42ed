import type { ChatId } from '../ids.js';

/** What is on disk of a request that waits for its time. Plain JSON. */
export interface Scheduled<Request> {
  readonly chatId: ChatId;
  readonly request: Request;
  /** What it is called in its chat while it waits, from 1; absent in one that was stored before there were numbers. */
  readonly number?: number;
}
