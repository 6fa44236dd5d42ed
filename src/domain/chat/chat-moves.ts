import type { ChatId } from '../ids.js';

/** The groups that have become supergroups, as far as they are known by now: Telegram vouches that they are the same chats. */
export class ChatMoves {
  readonly #moved = new Map<ChatId, ChatId>();

  /** A group has another id. */
  note(from: ChatId, to: ChatId): void {
    if (from !== to) this.#moved.set(from, to);
  }

  /** The id that the chat has now. */
  presentId(chatId: ChatId): ChatId {
    let id = chatId;
    for (let steps = 0; steps < this.#moved.size; steps++) {
      const next = this.#moved.get(id);
      if (next === undefined || next === chatId) break;
      id = next;
    }
    return id;
  }
}
