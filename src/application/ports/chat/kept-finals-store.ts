import type { StagedFile } from '../../../domain/accepted/stored-delivery.js';
import type { ChatId } from '../../../domain/ids.js';
import type { Instant } from '../../../domain/ports/clock.js';
import type { OutboxMessage, QueuedMessage } from './outbox.js';

/** A final in the outbox, or files. */
export type QueuedFinal = QueuedMessage<Extract<OutboxMessage, { kind: 'final' | 'files' }>>;

/** Some finals that were kept, the oldest first. */
export interface FreedFinals {
  /** In the outbox again. */
  readonly finals: readonly QueuedMessage[];
  /** How many older ones are still kept for the chat. */
  readonly left: number;
}

/** Finals, and files, whose chat can't be reached: not in the outbox until it is. Durable. */
export interface KeptFinalsStore {
  /** Takes a final out of the outbox, as it is now, and keeps it for the chat. */
  keep(final: QueuedFinal, chatId: ChatId): Promise<void>;
  /** Puts the latest of those kept for the chat back into the outbox, at most so many. */
  free(chatId: ChatId, most: number): Promise<FreedFinals>;
  /** The chats for which any are kept. */
  chats(): Promise<readonly ChatId[]>;
  /** What is kept of files, for whoever clears up. */
  staged(): Promise<readonly StagedFile[]>;
  /** Forgets what was kept before the instant; answers how many these were. */
  forget(before: Instant): Promise<number>;
}
