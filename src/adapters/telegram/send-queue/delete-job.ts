import type { ChatId, MessageRef } from '../../../domain/ids.js';
import type { CallProblem } from '../calls/call-problem.js';
import { editName, type Job, type Outcome, STUBBORN_MS } from './job.js';
import type { JobDeps } from './job-deps.js';
import { Persistence } from './persistence.js';

/** Removes a message; one that is too old to be removed (48 hours) loses its buttons instead. */
export class DeleteJob implements Job {
  readonly rank = 'delete';
  readonly name: string;
  readonly replaces: readonly string[];
  readonly #deps: JobDeps;
  readonly #message: MessageRef;
  readonly #persistence: Persistence;
  readonly #ended: () => void;
  #fixed = false;

  constructor(deps: JobDeps, message: MessageRef, ended: () => void) {
    this.#deps = deps;
    this.#message = message;
    this.#ended = ended;
    this.#persistence = new Persistence(deps, STUBBORN_MS);
    this.name = `delete:${message.messageId}`;
    this.replaces = [this.name, editName(message.messageId)];
  }

  async attempt(chatId: ChatId): Promise<Outcome> {
    const outcome = await this.#attempt(chatId);
    if (outcome.kind === 'done') this.#ended();
    return outcome;
  }

  async #attempt(chatId: ChatId): Promise<Outcome> {
    // The ids of a group that became a supergroup name other messages now.
    if (chatId !== this.#message.chatId) return { kind: 'done' };
    const { calls } = this.#deps;
    const { messageId } = this.#message;
    const answer = await (this.#fixed
      ? calls.removeKeyboard(chatId, messageId)
      : calls.deleteMessage(chatId, messageId));
    return answer.ok ? { kind: 'done' } : this.#failed(answer.problem);
  }

  abandon(): void {
    // The bot is closed; the next one removes it.
  }

  #failed(problem: CallProblem): Outcome {
    switch (problem.kind) {
      case 'flood':
        return { kind: 'flood', retryAfterMs: problem.retryAfterMs };
      case 'moved':
        return { kind: 'moved', to: problem.to };
      case 'unavailable':
      case 'unauthorized':
      case 'conflict':
        return this.#persistence.afterFailure() ?? this.#giveUp(problem);
      case 'message-fixed':
        if (this.#fixed) return this.#giveUp(problem);
        this.#fixed = true;
        return { kind: 'again', afterMs: 0, failed: false };
      case 'refused':
        return this.#giveUp(problem);
      case 'gone':
      case 'not-modified':
      case 'message-missing':
      case 'thread-missing':
      case 'reply-missing':
      case 'stopped':
        return { kind: 'done' };
    }
  }

  #giveUp(problem: CallProblem): Outcome {
    const data = { ...this.#message, reason: problem.reason };
    this.#deps.journal.record({ name: 'telegram.delete-given-up', level: 'warn', data });
    return { kind: 'done' };
  }
}
