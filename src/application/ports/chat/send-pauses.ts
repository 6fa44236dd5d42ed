import type { ChatId } from '../../../domain/ids.js';
import type { Instant } from '../../../domain/ports/clock.js';

/** Telegram's wish that a bot sends nothing for a while to a chat, or to any (`null`). */
export interface SendPause {
  readonly chatId: ChatId | null;
  /** By the wall clock, as it was when the wish came. */
  readonly until: Instant;
  /** How long the silence was to last when it began; it is never longer, wherever the wall clock has gone. */
  readonly forMs: number;
}

/** The pauses of each bot, so that a new process keeps to them too. Durable. */
export interface SendPauses {
  /** Keeps the pause in place of an earlier one for the same chat; those that are over are forgotten. */
  note(bot: number, pause: SendPause): Promise<void>;
  /** Those of the bot that are not over, by chat. */
  of(bot: number): Promise<readonly SendPause[]>;
}
