import type { ChatId, MessageRef } from '../../../domain/ids.js';
import type { Keyboard } from '../calls/bot-calls.js';
import type { CallProblem } from '../calls/call-problem.js';
import type { Job, Outcome } from './job.js';
import type { JobDeps } from './job-deps.js';
import { Persistence } from './persistence.js';

const RETRY_FOR_MS = 120_000;

/** Takes the buttons of a message away, but for some. That it has none any more, or is not there, is as good as done. */
export class StripJob implements Job {
  readonly rank = 'edit';
  readonly name: string;
  readonly replaces: readonly string[];
  readonly #deps: JobDeps;
  readonly #message: MessageRef;
  readonly #kept: Keyboard;
  readonly #persistence: Persistence;
  readonly #ended: () => void;

  constructor(
    deps: JobDeps,
    { message, kept }: { readonly message: MessageRef; readonly kept: Keyboard },
    ended: () => void,
  ) {
    this.#deps = deps;
    this.#message = message;
    this.#kept = kept;
    this.#persistence = new Persistence(deps, RETRY_FOR_MS);
    this.#ended = ended;
    // Beside an edit of the message, which may bring its text only.
    this.name = `strip:${message.messageId}`;
    this.replaces = [this.name];
  }

  async attempt(chatId: ChatId): Promise<Outcome> {
    const { messageId } = this.#message;
    // The ids of a group that became a supergroup name other messages now.
    if (chatId !== this.#message.chatId) return this.#end();
    const answer = await this.#deps.calls.removeKeyboard(chatId, messageId, this.#kept);
    return answer.ok ? this.#end() : this.#failed(answer.problem);
  }

  abandon(): void {
    this.#ended();
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
      case 'not-modified':
      case 'message-missing':
      case 'stopped':
        return this.#end();
      case 'gone':
      case 'message-fixed':
      case 'refused':
      case 'thread-missing':
      case 'reply-missing':
        return this.#giveUp(problem);
    }
  }

  #giveUp({ reason }: CallProblem): Outcome {
    this.#deps.journal.record({ name: 'telegram.buttons-failed', level: 'warn', data: { reason } });
    return this.#end();
  }

  #end(): Outcome {
    this.#ended();
    return { kind: 'done' };
  }
}
