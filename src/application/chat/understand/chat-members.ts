import type { Inbound } from '../../../domain/chat/inbound.js';
import type { ChatId } from '../../../domain/ids.js';

/** How many are remembered, over all chats. */
const MOST = 5_000;

/** The usernames of people who have been seen in groups, so that naming one of them is not taken for a branch. */
export class ChatMembers {
  readonly #seen = new Set<string>();

  /** Somebody wrote or pressed in a chat. */
  note({ chatId, sender }: Inbound): void {
    if (sender?.username === undefined) return;
    const key = keyOf(chatId, sender.username);
    this.#seen.delete(key);
    this.#seen.add(key);
    const [oldest] = this.#seen;
    if (this.#seen.size > MOST && oldest !== undefined) this.#seen.delete(oldest);
  }

  /** Whether somebody of that name, without its `@`, was seen there since the program started. */
  has(chatId: ChatId, username: string): boolean {
    return this.#seen.has(keyOf(chatId, username));
  }
}

function keyOf(chatId: ChatId, username: string): string {
  return `${chatId}:${username.toLowerCase()}`;
}
