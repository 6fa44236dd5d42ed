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

/** So long a chat is left alone with a reaction that it did not take; its administrators may allow it meanwhile. */
const REFUSED_FOR_MS = 3_600_000;

/** Which reactions are not wanted, where and until when. */
export class ReactionRest {
  readonly #refusedUntilMs = new Map<string, number>();
  readonly #taken = new Set<ChatId>();
  #untilMs = Number.NEGATIVE_INFINITY;

  /** Whether none is to be sent now, anywhere. */
  pauses(nowMs: number): boolean {
    return nowMs < this.#untilMs;
  }

  /** Whether the chat did not take that one lately. */
  refuses(chatId: ChatId, emoji: string | null, nowMs: number): boolean {
    return nowMs < (this.#refusedUntilMs.get(keyOf(chatId, emoji)) ?? nowMs);
  }

  /** The chat took one, so that there may be some. */
  take(chatId: ChatId): void {
    this.#taken.add(chatId);
  }

  /** Whether there may be reactions in the chat. */
  hasTaken(chatId: ChatId): boolean {
    return this.#taken.has(chatId);
  }

  /** The chat does not take that one. */
  refuse(chatId: ChatId, emoji: string | null, nowMs: number): void {
    for (const [key, untilMs] of this.#refusedUntilMs) if (untilMs <= nowMs) this.#refusedUntilMs.delete(key);
    this.#refusedUntilMs.set(keyOf(chatId, emoji), nowMs + REFUSED_FOR_MS);
  }

  /** Nobody gets one before that. */
  pause(untilMs: number): void {
    this.#untilMs = Math.max(this.#untilMs, untilMs);
  }
}

function keyOf(chatId: ChatId, emoji: string | null): string {
  return `${chatId} ${emoji ?? ''}`;
}

/**
 * Reacts to a message. Nobody misses what comes to nothing: it is tried twice, and what a chat doesn't take is not tried
 * there for a while; the reaction before it is taken away then, since it would say what is no longer so.
 */
export class ReactJob implements Job {
  readonly rank = 'reaction';
  readonly name: string;
  readonly replaces: readonly string[];
  readonly #deps: JobDeps;
  readonly #message: MessageRef;
  #emoji: string | null;
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
    if (chatId !== this.#message.chatId || this.#rest.pauses(nowMs)) return DONE;
    if (this.#rest.refuses(chatId, this.#emoji, nowMs)) return this.#clear(chatId);
    const answer = await this.#deps.calls.setMessageReaction(this.#message, this.#emoji);
    if (answer.ok) {
      if (this.#emoji !== null) this.#rest.take(chatId);
      return DONE;
    }
    const { kind, reason } = answer.problem;
    switch (kind) {
      case 'flood':
        this.#rest.pause(nowMs + answer.problem.retryAfterMs);
        return DONE;
      case 'refused':
        this.#rest.refuse(chatId, this.#emoji, nowMs);
        this.#deps.journal.record({
          name: 'telegram.reactions-refused',
          level: 'info',
          data: { chat: chatId, reason },
        });
        return this.#clear(chatId);
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

  /** Takes away what may stand there from before. */
  async #clear(chatId: ChatId): Promise<Outcome> {
    if (this.#emoji === null || !this.#rest.hasTaken(chatId)) return DONE;
    this.#emoji = null;
    return this.attempt(chatId);
  }
}

const DONE: Outcome = { kind: 'done' };
