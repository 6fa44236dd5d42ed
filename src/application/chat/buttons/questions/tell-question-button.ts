import { fail, type Result } from '../../../../domain/result.js';
import type { CancelRuns } from '../../../run/active/cancel-runs.js';
import type { Approvals } from '../../../run/approval/approvals.js';
import type { MayPress } from '../../../values/may-press.js';
import { TOASTS } from '../../../wording/buttons/toasts.js';
import type { ButtonHandler, StaleButton } from '../button-handler.js';
import type { ButtonPress, PressedAt } from '../button-press.js';
import type { FindWaitingQuestion, WaitingQuestion } from './waiting-question.js';

/** The data of the button under a run that waits for a person, which says that its words were meant as the answer. */
export const TELL_QUESTION_BUTTON = 'untether:tell-question';

/** Makes a task that waits behind a question the answer to that: the agent is told its words, and the task is dropped. */
export class TellQuestionButton implements ButtonHandler<WaitingQuestion> {
  readonly prefix = TELL_QUESTION_BUTTON;
  readonly mayPress = {
    by: ({ first }: WaitingQuestion): MayPress => ({
      who: 'owner',
      what: 'run',
      owner: first.facts.job.plan.requestedBy,
    }),
  };
  readonly #questions: FindWaitingQuestion;
  readonly #desk: Approvals;
  readonly #cancel: CancelRuns;

  constructor(questions: FindWaitingQuestion, desk: Approvals, cancel: CancelRuns) {
    this.#questions = questions;
    this.#desk = desk;
    this.#cancel = cancel;
  }

  find(data: string, at: PressedAt): Result<WaitingQuestion, StaleButton> {
    const found = this.#questions.find(data, at);
    if (!found.ok) return found;
    const { first, waiting } = found.value;
    // The message may still show this button although its run has begun since, and asks something itself.
    if (first.facts.job.id === waiting.id) return fail({ toast: TOASTS.waiting.nothing });
    // Nobody's words are told as those of somebody else.
    const isTheirs = waiting.origin.kind === 'message' && waiting.requestedBy === first.facts.job.plan.requestedBy;
    return isTheirs ? found : fail({ toast: TOASTS.waiting.notTheirs });
  }

  async press(press: ButtonPress, { first, waiting }: WaitingQuestion): Promise<void> {
    const { id, name } = press.sender;
    // Somebody may have decided while Telegram was asked who this is, and the run may have begun.
    const isOpen = this.#desk.find(first.facts.key, press.place.chatId) !== null;
    if (!isOpen || this.#cancel.byId(waiting.id) !== 'dropped') return press.say(TOASTS.waiting.nothing);
    this.#desk.refuse(first, { text: waiting.prompt, told: waiting.prompt }, { id, name });
    await press.say(TOASTS.waiting.told);
  }
}
