import type { ChatId, EngineId, ThreadId, UserId } from '../ids.js';
import type { ChatMoves } from './chat-moves.js';

/** Names the conversation that a message belongs to, for looking up its session. */
export type SessionKey = string;

/** What decides whose session a message goes on with. */
export interface SessionScope {
  readonly chatId: ChatId;
  readonly threadId: ThreadId | null;
  readonly senderId: UserId | null;
  readonly isPrivate: boolean;
}

/**
 * The key under which a chat's session is kept: one for a private chat, one a person in groups, each apart by forum
 * topic. `null` where nothing is kept: in mode `stateless`, and for senders without an identity in a group.
 */
export function sessionKey(mode: 'stateless' | 'chat', scope: SessionScope): SessionKey | null {
  if (mode === 'stateless') return null;
  const place = scope.threadId === null ? `chat:${scope.chatId}` : `chat:${scope.chatId}:topic:${scope.threadId}`;
  if (scope.isPrivate) return place;
  return scope.senderId === null ? null : `${place}:user:${scope.senderId}`;
}

/** The key of the same conversation once its chat has another id; `null` for the key of another chat. */
export function movedSessionKey(key: SessionKey, from: ChatId, to: ChatId): SessionKey | null {
  const chat = `chat:${from}`;
  return key === chat || key.startsWith(`${chat}:`) ? `chat:${to}${key.slice(chat.length)}` : null;
}

/** The key by the id that its chat has now: what was asked for, or is configured, may still name the former one. */
export function presentSessionKey(key: SessionKey, moves: ChatMoves): SessionKey {
  const chat = /^chat:(-?\d+)(?=:|$)/.exec(key)?.[1];
  if (chat === undefined) return key;
  return movedSessionKey(key, Number(chat), moves.presentId(Number(chat))) ?? key;
}

/** The lane in which runs of one session and engine follow each other, also before the engine has named the session. */
export function sessionLane(key: SessionKey, engine: EngineId): string {
  return `session:${key}:${engine}`;
}
