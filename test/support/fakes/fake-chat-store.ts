import type { ChatMove, ChatStore, UnreachableChat } from '../../../src/application/ports/chat/chat-store.js';
import type { ChatId } from '../../../src/domain/ids.js';
import type { Clock } from '../../../src/domain/ports/clock.js';

/** What has become of chats, in memory. */
export class FakeChatStore implements ChatStore {
  readonly #clock: Clock;
  readonly #moves = new Map<ChatId, ChatId>();
  readonly #unreachable = new Map<ChatId, UnreachableChat>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  async moved({ from, to }: ChatMove): Promise<void> {
    for (const [earlier, target] of this.#moves) if (target === from) this.#moves.set(earlier, to);
    this.#moves.set(from, to);
    for (const [chat, target] of this.#moves) if (chat === target) this.#moves.delete(chat);
  }

  async moves(): Promise<readonly ChatMove[]> {
    return [...this.#moves].map(([from, to]) => ({ from, to })).sort((a, b) => a.from - b.from);
  }

  async undelivered(chatId: ChatId, reason: string): Promise<void> {
    const known = this.#unreachable.get(chatId) ?? { chatId, since: this.#clock.now(), undelivered: 0 };
    this.#unreachable.set(chatId, { ...known, reason, undelivered: known.undelivered + 1 });
  }

  async reached(chatId: ChatId): Promise<void> {
    this.#unreachable.delete(chatId);
  }

  async unreachable(): Promise<readonly UnreachableChat[]> {
    return [...this.#unreachable.values()].sort((a, b) => a.chatId - b.chatId);
  }
}
