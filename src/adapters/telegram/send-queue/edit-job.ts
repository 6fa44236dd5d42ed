import type { Handling } from '../../../application/ports/chat/chat-channel.js';
import type { ChatId, MessageRef } from '../../../domain/ids.js';
import type { Keyboard } from '../calls/bot-calls.js';
import type { CallProblem } from '../calls/call-problem.js';
import type { FormattedText } from '../text/formatted-text.js';
import { Bareness } from './bareness.js';
import { editName, type Job, type Outcome, STUBBORN_MS } from './job.js';
import type { JobDeps } from './job-deps.js';
import { Persistence } from './persistence.js';
import type { ShownMessages } from './shown-messages.js';

/** What a message is to show. */
export interface EditOrder {
  readonly message: MessageRef;
  /** Asked for once, when it is to be sent: most states of a run are overtaken before. */
  readonly text: () => FormattedText;
  readonly keyboard: Keyboard;
  /**
   * `once`: tried again once, the next state comes anyway. `lasting`: what nothing follows, tried for two minutes. `stubborn`: the
   * last state of a run, tried for as long as an outage may last.
   */
  readonly patience: 'once' | 'lasting' | 'stubborn';
  readonly handling?: Handling | undefined;
}

const LASTING_MS = 120_000;

/** What edits are made with. */
export interface EditDeps extends JobDeps {
  readonly shown: ShownMessages;
}

/** Makes a message show something else. That it shows it already, or is not there any more, is as good as done. */
export class EditJob implements Job {
  readonly rank = 'edit';
  readonly name: string;
  readonly replaces: readonly string[];
  readonly #deps: JobDeps;
  readonly #shown: ShownMessages;
  readonly #order: EditOrder;
  readonly #persistence: Persistence;
  readonly #ended: () => void;
  #text: FormattedText | null = null;
  #bareness: Bareness | null = null;
  #attempts = 0;

  constructor(deps: EditDeps, order: EditOrder, ended: () => void) {
    this.#deps = deps;
    this.#shown = deps.shown;
    this.#order = order;
    this.#persistence = new Persistence(deps, order.patience === 'stubborn' ? STUBBORN_MS : LASTING_MS);
    this.#ended = ended;
    this.name = editName(order.message.messageId);
    this.replaces = [this.name];
  }

  async attempt(chatId: ChatId): Promise<Outcome> {
    const { message, keyboard } = this.#order;
    // The ids of a group that became a supergroup name other messages now.
    if (chatId !== message.chatId) return this.#end();
    this.#text ??= this.#order.text();
    const text = this.#text;
    if (this.#shown.is(message, text, keyboard)) return this.#end();
    this.#attempts++;
    this.#bareness ??= new Bareness({ text, keyboard });
    const { looks } = this.#bareness;
    const end = this.#order.handling?.();
    const { calls } = this.#deps;
    const answer = await calls.editMessageText({ chatId, messageId: message.messageId }, looks).finally(end);
    if (!answer.ok) return this.#failed(answer.problem, text);
    this.#shown.note(message, text, keyboard);
    return this.#end();
  }

  abandon(): void {
    this.#ended();
  }

  #failed(problem: CallProblem, text: FormattedText): Outcome {
    switch (problem.kind) {
      case 'flood':
        return { kind: 'flood', retryAfterMs: problem.retryAfterMs };
      case 'not-modified':
        this.#shown.note(this.#order.message, text, this.#order.keyboard);
        return this.#end();
      case 'unavailable':
      case 'unauthorized':
      case 'conflict':
        this.#shown.forget(this.#order.message);
        if (this.#order.patience === 'once' && this.#attempts > 1) return this.#giveUp(problem);
        return this.#persistence.afterFailure() ?? this.#giveUp(problem);
      case 'refused':
        if (this.#bareness?.strip(problem.reason) !== true) return this.#giveUp(problem);
        return { kind: 'again', afterMs: 0, failed: false };
      case 'moved':
        return { kind: 'moved', to: problem.to };
      case 'gone':
      case 'message-missing':
      case 'message-fixed':
      case 'thread-missing':
      case 'reply-missing':
      case 'stopped':
        return this.#end();
    }
  }

  #giveUp(problem: CallProblem): Outcome {
    const data = { ...this.#order.message, reason: problem.reason };
    this.#deps.journal.record({ name: 'telegram.edit-given-up', level: 'warn', data });
    return this.#end();
  }

  #end(): Outcome {
    this.#ended();
    return { kind: 'done' };
  }
}
