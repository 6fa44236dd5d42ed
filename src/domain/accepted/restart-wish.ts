import type { MessageId, Place } from '../ids.js';

/** Where a restart was asked for. Plain JSON: it is kept until that chat was told that we are back. */
export interface RestartWish {
  readonly place: Place;
  readonly replyTo: MessageId;
}
