import type { ChatId, EngineId, ThreadId } from '../../../domain/ids.js';
import type { Unreadable } from '../../../domain/ports/inbox.js';
import type { RunContext } from '../../../domain/project/context.js';
import type { ChatMove } from '../chat/chat-store.js';

/** What people chose in a chat, over the configuration. Absent keys follow the configuration. */
export interface ChatPreferences {
  readonly engine?: EngineId;
  /** Model by engine. */
  readonly models?: Readonly<Record<EngineId, string>>;
  /** Reasoning effort by engine. */
  readonly efforts?: Readonly<Record<EngineId, string>>;
  /** Permission mode by engine. */
  readonly permissionModes?: Readonly<Record<EngineId, string>>;
  readonly verbosity?: 'compact' | 'verbose';
  /** Whether the wake-ups that an agent sets for itself are taken over. */
  readonly loops?: boolean;
  readonly context?: RunContext;
}

/** Choices of a chat or topic that can't be read, all of them or some, so that the configuration is followed instead. */
export interface UnreadableChoices extends Unreadable {
  readonly chatId: ChatId;
  readonly threadId: ThreadId | null;
}

/** Choices by chat, or by topic of a chat (`threadId` not null). Durable. */
export interface Preferences {
  /** The choices made for exactly this chat or topic; empty if none. */
  find(chatId: ChatId, threadId: ThreadId | null): Promise<ChatPreferences>;
  /** Replaces them by what `change` makes of them; calls for one chat are done one after the other. */
  change(
    chatId: ChatId,
    threadId: ThreadId | null,
    change: (now: ChatPreferences) => ChatPreferences,
  ): Promise<ChatPreferences>;
  /** A chat has another id; where both had choices for one place, those made there stay. */
  moved(move: ChatMove): Promise<void>;
  /** Those that can't be read, to be forgotten by whoever tells of them. */
  unreadable(): Promise<readonly UnreadableChoices[]>;
  /** Keeps of these only what can be read. */
  forgetUnreadable(choices: readonly UnreadableChoices[]): Promise<void>;
}
