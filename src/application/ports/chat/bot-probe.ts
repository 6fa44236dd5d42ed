import type { ChatId } from '../../../domain/ids.js';
import type { Result } from '../../../domain/result.js';

/** Why a question to the Bot API got no answer: it was `refused`, or nobody could be reached. */
export interface ProbeProblem {
  readonly kind: 'refused' | 'unreachable';
  /** In Telegram's or the network's words; never with the token. */
  readonly reason: string;
}

/** What the Bot API says of a bot. */
export interface BotSelf {
  readonly username: string;
  /** Whether it sees every message of a group, not only what is meant for it. */
  readonly readsGroups: boolean;
  /** How far the clock of this machine is ahead of the server’s, in milliseconds; `null` where the server names no time. */
  readonly clockAheadMs: number | null;
}

/** Asks the Bot API about a bot without taking its updates from whoever polls. */
export interface BotProbe {
  /** Whose token it is; the name without `@`. */
  me(): Promise<Result<BotSelf, ProbeProblem>>;
  /** Whether the bot can see the chat. */
  chat(chatId: ChatId): Promise<Result<null, ProbeProblem>>;
  /** Where the bot’s updates are sent instead of being polled for, without the path, which may be secret; `null` for nowhere. */
  webhook(): Promise<Result<string | null, ProbeProblem>>;
  /** Takes the webhook away; what waits for it stays. */
  removeWebhook(): Promise<Result<null, ProbeProblem>>;
  /** Whether another program polls with this token; confirms no update. Only to be asked while our own does not. */
  isPolledElsewhere(): Promise<boolean>;
}
