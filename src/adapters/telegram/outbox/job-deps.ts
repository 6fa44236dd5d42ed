import type { ChatNews } from '../../../application/ports/chat-news.js';
import type { Journal } from '../../../application/ports/journal.js';
import type { Clock } from '../../../domain/ports/clock.js';
import type { TokenSource } from '../../../domain/ports/token-source.js';
import type { BotCalls } from '../calls/bot-calls.js';

/** What jobs work with. */
export interface JobDeps {
  readonly calls: BotCalls;
  readonly clock: Clock;
  readonly tokens: TokenSource;
  readonly journal: Journal;
  readonly chats: ChatNews;
}
