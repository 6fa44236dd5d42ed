import type { ChatId } from '../../../domain/ids.js';
import type { ChatMove } from './chat-store.js';

/** Hears from a bot what it finds out about chats. Nothing here is waited for, and nothing throws. */
export interface ChatNews {
  /** A group has another id now. */
  moved(move: ChatMove): void;
  /** A message could not be delivered, because nobody can be reached in the chat. */
  unreachable(chatId: ChatId, reason: string): void;
  /** A message arrived in the chat, from us or from somebody there, or we were let in again. */
  reached(chatId: ChatId): void;
  /** The moves that are known, also from earlier processes; empty if they can't be read. */
  moves(): Promise<readonly ChatMove[]>;
}
