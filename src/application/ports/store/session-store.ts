import type { EngineId } from '../../../domain/ids.js';
import type { ResumeToken } from '../../../domain/run/resume-token.js';
import type { ChatMove } from '../chat/chat-store.js';

/** Which conversation a chat (or a person in a group) is in, one for each engine. Durable. */
export interface SessionStore {
  /** The token kept under the key for the engine, or `null`. */
  find(key: string, engine: EngineId): Promise<ResumeToken | null>;
  /** Every token kept under the key. */
  list(key: string): Promise<readonly ResumeToken[]>;
  /** Keeps the token in place of the engine's earlier one. */
  keep(key: string, token: ResumeToken): Promise<void>;
  /** Forgets the token of one engine, if it is still the one given. */
  forget(key: string, token: ResumeToken): Promise<void>;
  /** A chat has another id; where both had a token for one engine, the one kept there stays. */
  moved(move: ChatMove): Promise<void>;
  /** Forgets all tokens under the key and answers how many there were. */
  clear(key: string): Promise<number>;
}
