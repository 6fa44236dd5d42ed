import type { Receipt } from '../../../application/ports/chat/chat-channel.js';
import type { ChatId, MessageRef } from '../../../domain/ids.js';
import { backoffMs } from '../calls/backoff.js';
import type { Job, Outcome } from './job.js';
import type { JobDeps } from './job-deps.js';

/** Of the reactions that Telegram lets bots use (https://core.telegram.org/bots/api#reactiontypeemoji). */
const EMOJI: Readonly<Record<Receipt, string | null>> = {
  accepted: '👀',
  working: '👨‍💻',
  asking: '🤔',
  done: '👌',
  failed: '💔',
  none: null,
};

/** Where and until when no reactions are wanted, whatever they are. */
export class ReactionRest {
  readonly #quiet = new Set<ChatId>();
  #untilMs = Number.NEGATIVE_INFINITY;

  /** Whether none is to be sent there now. */
  covers(chatId: ChatId, nowMs: number): boolean {
    return nowMs < this.#untilMs || this.#quiet.has(chatId);
  }

  /** The chat takes none. */
  quiet(chatId: ChatId): void {
    this.#quiet.add(chatId);
  }

  /** Nobody gets one before that. */
  pause(untilMs: number): void {
    this.#untilMs = Math.max(this.#untilMs, untilMs);
  }
}

/** Reacts to a message. Nobody misses what comes to nothing: it is tried twice, and a chat that takes none is left alone. */
export class ReactJob implements Job {
  readonly rank = 'reaction';
  readonly name: string;
  readonly replaces: readonly string[];
  readonly #deps: JobDeps;
  readonly #message: MessageRef;
  readonly #emoji: string | null;
  readonly #rest: ReactionRest;
  #failures = 0;

  constructor(deps: JobDeps, order: { readonly message: MessageRef; readonly receipt: Receipt }, rest: ReactionRest) {
    this.#deps = deps;
    this.#message = order.message;
    this.#emoji = EMOJI[order.receipt];
    this.#rest = rest;
    this.name = `reaction:${order.message.messageId}`;
    this.replaces = [this.name];
  }

  async attempt(chatId: ChatId): Promise<Outcome> {
    const nowMs = this.#deps.clock.monotonicMs();
    // The ids of a group that became a supergroup name other messages now.
    if (chatId !== this.#message.chatId || this.#rest.covers(chatId, nowMs)) return DONE;
    const answer = await this.#deps.calls.setMessageReaction(this.#message, this.#emoji);
    if (answer.ok) return DONE;
    const { kind, reason } = answer.problem;
    switch (kind) {
      case 'flood':
        this.#rest.pause(nowMs + answer.problem.retryAfterMs);
        return DONE;
      case 'refused':
        this.#rest.quiet(chatId);
        this.#deps.journal.record({
          name: 'telegram.reactions-refused',
          level: 'info',
          data: { chat: chatId, reason },
        });
        return DONE;
      case 'unavailable':
        this.#failures++;
        if (this.#failures > 1) return DONE;
        return { kind: 'again', afterMs: backoffMs(this.#failures, this.#deps.tokens), failed: true };
      default:
        return DONE;
    }
  }

  abandon(): void {
    // Whoever asked for it doesn't wait for it.
  }
}

const DONE: Outcome = { kind: 'done' };
