import type { ChatNews } from '../../../src/application/ports/chat/chat-news.js';
import type { ChatMove } from '../../../src/application/ports/chat/chat-store.js';
import type { ChatId } from '../../../src/domain/ids.js';

/** Remembers what it hears; `known` is what it knows from before. */
export class FakeChatNews implements ChatNews {
  readonly known: ChatMove[] = [];
  readonly heard: string[] = [];
  readonly #reached = new Set<ChatId>();

  get reachedChats(): readonly ChatId[] {
    return [...this.#reached];
  }

  moved({ from, to }: ChatMove): void {
    this.known.push({ from, to });
    this.heard.push(`moved ${from} ${to}`);
  }

  unreachable(chatId: ChatId, reason: string): void {
    this.heard.push(`unreachable ${chatId} ${reason}`);
  }

  reached(chatId: ChatId): void {
    this.#reached.add(chatId);
  }

  async moves(): Promise<readonly ChatMove[]> {
    return this.known;
  }
}
