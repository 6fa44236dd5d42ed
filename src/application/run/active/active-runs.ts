import type { RunId } from '../../../domain/ids.js';
import type { ResumeToken } from '../../../domain/run/resume-token.js';
import type { RunPlan } from '../../../domain/run/run-plan.js';
import type { BotMessageRef } from '../../ports/chat/message-store.js';

interface Line {
  readonly plan: RunPlan;
  readonly messages: Set<string>;
  /** What people wrote to it. */
  readonly heard: Set<string>;
}

/** How many conversations of runs that are over stay known, for messages that were queued behind them. */
const REMEMBERED_TOKENS = 1_000;

/** Which runs wait or go on, the messages that stand for them, and which conversation each of them had. */
export class ActiveRuns {
  readonly #lines = new Map<RunId, Line>();
  readonly #tokens = new Map<RunId, ResumeToken>();

  /** A run was planned. */
  add(plan: RunPlan): void {
    this.#lines.set(plan.id, { plan, messages: new Set(), heard: new Set() });
  }

  /** A message that stands for the run has an id. */
  posted(message: BotMessageRef, run: RunId): void {
    this.#lines.get(run)?.messages.add(keyOf(message));
  }

  /** A person's message went to the run while it was at work. */
  heard(message: BotMessageRef, run: RunId): void {
    this.#lines.get(run)?.heard.add(keyOf(message));
  }

  /** The run that a person's message went to or began; `null` if it is over or the message began nothing. */
  findByWords(message: BotMessageRef): RunPlan | null {
    const key = keyOf(message);
    const { chatId, messageId } = message;
    for (const { plan, heard } of this.#lines.values()) {
      if (heard.has(key) || (plan.place.chatId === chatId && plan.replyTo === messageId)) return plan;
    }
    return null;
  }

  /** The run's conversation is known. */
  named(run: RunId, token: ResumeToken): void {
    this.#tokens.set(run, token);
    const oldest = this.#tokens.keys().next();
    if (this.#tokens.size > REMEMBERED_TOKENS && !oldest.done) this.#tokens.delete(oldest.value);
  }

  /** The run's conversation is not to be gone on with. */
  lost(run: RunId): void {
    this.#tokens.delete(run);
  }

  /** The run is over. */
  remove(run: RunId): void {
    this.#lines.delete(run);
  }

  /** The run if it waits or goes on, else `null`. */
  find(run: RunId): RunPlan | null {
    return this.#lines.get(run)?.plan ?? null;
  }

  /** The run that a message of this process stands for; `null` if it is over or the message is something else. */
  findByMessage(message: BotMessageRef): RunPlan | null {
    const key = keyOf(message);
    for (const { plan, messages } of this.#lines.values()) if (messages.has(key)) return plan;
    return null;
  }

  /** The conversation of a run, also for a while after its end; `null` if it never had one. */
  tokenOf(run: RunId): ResumeToken | null {
    return this.#tokens.get(run) ?? null;
  }
}

function keyOf({ bot, chatId, messageId }: BotMessageRef): string {
  return `${bot} ${chatId} ${messageId}`;
}
