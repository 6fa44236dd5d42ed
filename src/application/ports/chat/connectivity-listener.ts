import type { ChatBot } from './chat-bot.js';

/** A poll that went wrong. */
export interface PollFailure {
  /** From when on the bot can't have heard, by the stopwatch: when the poll broke, or when it began if its answer is overdue. */
  readonly sinceMs: number;
  /** In words. */
  readonly trouble: string;
  /** Somebody else polls with the same token. */
  readonly conflict: boolean;
}

/** Is told by a bot how its polls go, in their order; must not throw. */
export interface ConnectivityListener {
  /** A poll failed. */
  failed(bot: ChatBot, failure: PollFailure): void;
  /** A poll was answered well and what it brought, so many updates, is on disk. */
  heard(bot: ChatBot, arrived: number): void;
}
