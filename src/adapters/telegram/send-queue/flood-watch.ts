import type { ChatId } from '../../../domain/ids.js';

/** Tells a flood in one chat from one in all: two different chats refused one after the other, with nothing let through between. */
export class FloodWatch {
  #last: ChatId | null = null;

  /** A call was not refused for flooding. */
  passed(): void {
    this.#last = null;
  }

  /** A call to the chat was refused; whether this concerns all chats. */
  hit(chatId: ChatId): boolean {
    const everywhere = this.#last !== null && this.#last !== chatId;
    this.#last = chatId;
    return everywhere;
  }
}
