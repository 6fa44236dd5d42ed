import type { MessageRef, RunId } from '../../domain/ids.js';
import type { ResumeToken } from '../../domain/run/resume-token.js';
import type { RunPlan } from '../../domain/run/run-plan.js';

interface Line {
  readonly plan: RunPlan;
  message: MessageRef | null;
}

/** How many conversations of runs that are over stay known, for messages that were queued behind them. */
const REMEMBERED_TOKENS = 1_000;

/** Which runs wait or go on, by the message that shows them, and which conversation each of them had. */
export class RunBoard {
  readonly #lines = new Map<RunId, Line>();
  readonly #tokens = new Map<RunId, ResumeToken>();

  /** A run was planned. */
  add(plan: RunPlan): void {
    this.#lines.set(plan.id, { plan, message: null });
  }

  /** The run's progress message has an id. */
  posted(run: RunId, message: MessageRef): void {
    const line = this.#lines.get(run);
    if (line !== undefined) line.message = message;
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

  /** The run that a progress message shows; `null` if it is over or the message is something else. */
  findByMessage(message: MessageRef): RunPlan | null {
    for (const line of this.#lines.values()) {
      const shown = line.message;
      if (shown?.chatId === message.chatId && shown.messageId === message.messageId) return line.plan;
    }
    return null;
  }

  /** The conversation of a run, also for a while after its end; `null` if it never had one. */
  tokenOf(run: RunId): ResumeToken | null {
    return this.#tokens.get(run) ?? null;
  }
}
