import type { ChatId, UserId } from '../ids.js';
import { ChatMoves } from './chat-moves.js';

/** Who may talk to the bot, and where. */
export interface AccessRules {
  /** The owner chat. */
  readonly chatId: ChatId | null;
  readonly projectChats: readonly ChatId[];
  readonly allowedUserIds: readonly UserId[];
  readonly allowAnyUser: boolean;
  /** What has become of the chats. */
  readonly moves?: ChatMoves;
}

/** Decides on every message and button before anything else looks at it. */
export class AccessPolicy {
  readonly #chats: ReadonlySet<ChatId>;
  readonly #users: ReadonlySet<UserId>;
  readonly #anyUser: boolean;
  readonly #moves: ChatMoves;

  constructor(rules: AccessRules) {
    const owner = rules.chatId === null ? [] : [rules.chatId];
    this.#chats = new Set([...owner, ...rules.projectChats, ...rules.allowedUserIds]);
    this.#users = new Set(rules.allowedUserIds);
    this.#moves = rules.moves ?? new ChatMoves();
    this.#anyUser = rules.allowAnyUser && rules.allowedUserIds.length === 0;
  }

  /** Whether the chat is one in which somebody may use the bot, or what such a one has become. */
  knows(chatId: ChatId): boolean {
    return this.#chats.has(chatId) || [...this.#chats].some((known) => this.#moves.presentId(known) === chatId);
  }

  /** Whether this person may use the bot in this chat; a sender without an identity may not. */
  admits(chatId: ChatId, senderId: UserId | null): boolean {
    if (senderId === null || !this.knows(chatId)) return false;
    return this.#anyUser || this.#users.has(senderId);
  }
}
