import type { ChatId, MessageId, Place, ThreadId } from '../../../domain/ids.js';
import type { Envelope } from '../calls/bot-calls.js';
import type { CallProblem } from '../calls/call-problem.js';
import type { Outcome } from './job.js';
import type { JobDeps } from './job-deps.js';

/** Where messages go: without their topic, or what they reply to, once that turned out to be gone. */
export class Addressing {
  readonly #deps: JobDeps;
  readonly #place: Place;
  #threadId: ThreadId | null;
  #replyTo: MessageId | null;

  constructor(deps: JobDeps, place: Place, replyTo: MessageId | null) {
    this.#deps = deps;
    this.#place = place;
    this.#threadId = place.threadId;
    this.#replyTo = replyTo;
  }

  /** How a message is addressed to the chat by its present id. */
  envelope(chatId: ChatId, silent: boolean): Envelope {
    // In a group that became a supergroup, old message and topic ids would name something else.
    const moved = this.isMoved(chatId);
    return { chatId, threadId: moved ? null : this.#threadId, replyTo: moved ? null : this.#replyTo, silent };
  }

  /** Whether the chat has another id than it had. */
  isMoved(chatId: ChatId): boolean {
    return chatId !== this.#place.chatId;
  }

  /** How the call is made again, after a failure that is about the way to the chat; `null` for any other failure. */
  detour(problem: CallProblem): Outcome | null {
    switch (problem.kind) {
      case 'flood':
        return { kind: 'flood', retryAfterMs: problem.retryAfterMs };
      case 'moved':
        return { kind: 'moved', to: problem.to };
      case 'thread-missing':
        if (this.#threadId === null) return null;
        this.#deps.journal.record({ name: 'telegram.topic-gone', level: 'warn', data: { ...this.#place } });
        this.#threadId = null;
        return AT_ONCE;
      case 'reply-missing':
        if (this.#replyTo === null) return null;
        this.#replyTo = null;
        return AT_ONCE;
      default:
        return null;
    }
  }

  /** Notes that nobody can be reached there; what that means for whoever sends. */
  gone(reason: string, chatId: ChatId): { readonly kind: 'gone'; readonly reason: string; readonly chatId?: ChatId } {
    this.#deps.chats.unreachable(chatId, reason);
    this.log('gone', reason);
    return { kind: 'gone', reason, ...(this.isMoved(chatId) ? { chatId } : {}) };
  }

  /** Notes why something was not sent. */
  log(what: 'refused' | 'given-up' | 'gone', reason: string): void {
    this.#deps.journal.record({ name: `telegram.send-${what}`, level: 'error', data: { ...this.#place, reason } });
  }
}

/** Go on without waiting: nothing has failed. */
export const AT_ONCE: Outcome = { kind: 'again', afterMs: 0, failed: false };

/** A chat may forbid files, and take messages all the same. */
const ONLY_FILES = /document|media|photo|_DOCS_/i;

/** Whether what shuts us out of a chat is only about files. */
export function isAboutFiles(reason: string): boolean {
  return ONLY_FILES.test(reason);
}
