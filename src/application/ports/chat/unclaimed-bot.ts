import type { ChatId, UserId } from '../../../domain/ids.js';
import type { Knock } from '../../../domain/pairing/pairing.js';
import type { StopSignal } from '../../../domain/ports/stop-signal.js';
import type { Result } from '../../../domain/result.js';

/**
 * Why the Bot API gave no answer. `contested`: another program takes the bot's updates; `webhook`: they are sent elsewhere;
 * `crowded`: more wait for the program whose bot it is than can be looked at.
 */
export interface BotTrouble {
  readonly kind: 'refused' | 'webhook' | 'contested' | 'unreachable' | 'crowded' | 'stopped';
  /** In Telegram's or the network's words; never with the token. */
  readonly reason: string;
}

/** What people did with the bot. */
export type BotNews =
  | (Knock & { readonly kind: 'said'; readonly name: string })
  | { readonly kind: 'added'; readonly chatId: ChatId; readonly by: UserId };

/** A bot whose updates no program takes yet: what a set-up reads and writes before Untether runs. */
export interface UnclaimedBot {
  /** Whose token it is; the name without `@`. */
  me(): Promise<Result<{ readonly username: string }, BotTrouble>>;
  /** Waits up to `waitS` seconds for news. What was handed out does not come again here. */
  news(waitS: number, stop: StopSignal): Promise<Result<readonly BotNews[], BotTrouble>>;
  /** Lets Telegram forget what was handed out last, unless it is kept for the program. */
  settle(): Promise<void>;
  /** Takes the webhook away that keeps updates from us. */
  removeWebhook(): Promise<Result<void, BotTrouble>>;
  /** Whether the user administers the chat; `null` if Telegram doesn't say. */
  isAdministrator(chatId: ChatId, user: UserId): Promise<boolean | null>;
  /** Posts plain text, with at most one button. */
  say(chatId: ChatId, text: string, button?: FirstButton): Promise<Result<void, BotTrouble>>;
}

/** A button under a first message. */
export interface FirstButton {
  readonly label: string;
  readonly data: string;
}
