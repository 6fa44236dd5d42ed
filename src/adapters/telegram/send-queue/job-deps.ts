import type { ChatNews } from '../../../application/ports/chat/chat-news.js';
import type { MessageSubject } from '../../../application/ports/chat/message-store.js';
import type { Journal } from '../../../application/ports/system/journal.js';
import type { MessageRef } from '../../../domain/ids.js';
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
  /** Is told of every message that Telegram gave an id for. */
  readonly sent: (message: MessageRef, about: MessageSubject | null) => void;
}
