import type { ChatId, MessageId, RunId } from '../../../domain/ids.js';

/**
 * What goes first inside a chat, best first: answers and questions, then files, which wait for the answers before them and
 * keep nothing waiting, then what is only told, what rings before the rest, and at last reactions, which wait for nothing and
 * keep nothing waiting either.
 */
export type Rank = 'send' | 'delete' | 'file' | 'edit' | 'loud' | 'notice' | 'reaction';

/** What became of one attempt. */
export type Outcome =
  /** There is nothing left to do, well or ill. */
  | { readonly kind: 'done' }
  /** Try again later; 0 for at once. `failed`: because of a failure, not because there is more to send. */
  | { readonly kind: 'again'; readonly afterMs: number; readonly failed: boolean }
  | { readonly kind: 'flood'; readonly retryAfterMs: number }
  | { readonly kind: 'moved'; readonly to: ChatId };

/** One piece of work for a chat, attempted until it is done. */
export interface Job {
  readonly rank: Rank;
  /** What it is about, so that another job can replace it; `null` if none can. */
  readonly name: string | null;
  /** Names of waiting jobs that it makes pointless. */
  readonly replaces: readonly string[];
  /** Makes one call. `chatId` is where the chat is now. */
  attempt(chatId: ChatId): Promise<Outcome>;
  /** There will be no further attempt: a newer job took its place, or the outbox was closed. */
  abandon(): void;
}

/** The name of every edit of a message: the newest replaces the others. */
export function editName(messageId: MessageId): string {
  return `edit:${messageId}`;
}

/** The name of the post of a run's progress message, which is of no use any more when the run is over. */
export function openingName(run: RunId): string {
  return `opening:${run}`;
}

/**
 * For how long, in milliseconds, a message that would else look for ever as if its run went on is taken away or brought to its last
 * state: as long as an outage may last. After 48 hours Telegram removes none any more.
 */
export const STUBBORN_MS = 48 * 3_600_000;
