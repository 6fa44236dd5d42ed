import type { ChatId } from '../../../domain/ids.js';
import type { Result } from '../../../domain/result.js';

/** Why a question to the Bot API got no answer: it was `refused`, or nobody could be reached. */
export interface ProbeProblem {
  readonly kind: 'refused' | 'unreachable';
  /** In Telegram's or the network's words; never with the token. */
  readonly reason: string;
}

/** Asks the Bot API about a bot without taking its updates from whoever polls. */
export interface BotProbe {
  /** Whose token it is; the name without `@`. */
  me(): Promise<Result<{ readonly username: string }, ProbeProblem>>;
  /** Whether the bot can see the chat. */
  chat(chatId: ChatId): Promise<Result<null, ProbeProblem>>;
}
