import type { ChatId, EngineId, ThreadId, UserId } from '../../domain/ids.js';

/** How much was taken over from the program before, and what was not. */
export interface TakenOver {
  readonly sessions: readonly EarlierSession[];
  readonly choices: number;
  readonly firedOnce: number;
  readonly lastFired: number;
  /** Names of engines and projects that were chosen and that the configuration doesn't know. */
  readonly unknown: readonly string[];
  /** Kinds of choices that have no counterpart here. */
  readonly others: readonly string[];
  /** Conversations that were going on elsewhere, so that they can't be gone on with here. */
  readonly elsewhere: number;
}

/** A conversation that was going on in a chat, a topic, or with one person of a group. */
export interface EarlierSession {
  readonly chatId: ChatId;
  readonly threadId: ThreadId | null;
  /** Whose it is; `null` for everybody's in the chat or topic. */
  readonly senderId: UserId | null;
  readonly engine: EngineId;
  readonly value: string;
}
