import type { ChatId, Place } from '../ids.js';

/** Where an answer to a message belongs. */
export function placeOf(message: { readonly chatId: ChatId; readonly threadId: number | null }): Place {
  return { chatId: message.chatId, threadId: message.threadId };
}

/** Whether both are the same topic of the same chat. */
export function samePlace(a: Place, b: Place): boolean {
  return a.chatId === b.chatId && a.threadId === b.threadId;
}
