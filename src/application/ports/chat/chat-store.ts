import type { ChatId } from '../../../domain/ids.js';
import type { Instant } from '../../../domain/ports/clock.js';

/** A group that became a supergroup, which has another id. */
export interface ChatMove {
  readonly from: ChatId;
  readonly to: ChatId;
}

/** A chat in which nobody can be reached: the bot is blocked or was removed, the chat is gone. */
export interface UnreachableChat {
  readonly chatId: ChatId;
  /** When that was found out. */
  readonly since: Instant;
  /** Telegram's latest words. */
  readonly reason: string;
  /** How many messages were not delivered. */
  readonly undelivered: number;
}

/** What has become of chats. Durable. */
export interface ChatStore {
  /** Keeps the move; the latest one from an id counts. */
  moved(move: ChatMove): Promise<void>;
  /** Every move, a chain of them followed to its end. */
  moves(): Promise<readonly ChatMove[]>;
  /** A message could not be delivered, because nobody can be reached there. */
  undelivered(chatId: ChatId, reason: string): Promise<void>;
  /** Somebody was reached in the chat again. */
  reached(chatId: ChatId): Promise<void>;
  /** The chats in which nobody can be reached, by id. */
  unreachable(): Promise<readonly UnreachableChat[]>;
}
