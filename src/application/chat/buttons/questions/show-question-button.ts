import { TOASTS } from '../../../wording/buttons/toasts.js';
import type { ButtonHandler } from '../button-handler.js';
import type { ButtonPress, PressedAt } from '../button-press.js';
import type { FindWaitingQuestion, WaitingQuestion } from './waiting-question.js';

/** The data of the button under a run that waits for a person, which leads to what is asked. */
export const SHOW_QUESTION_BUTTON = 'untether:show-question';

/** Leads to what is asked before the run can begin. */
export class ShowQuestionButton implements ButtonHandler<WaitingQuestion> {
  readonly prefix = SHOW_QUESTION_BUTTON;
  readonly mayPress = { who: 'anyone' } as const;
  readonly #questions: FindWaitingQuestion;

  constructor(questions: FindWaitingQuestion) {
    this.#questions = questions;
  }

  find(data: string, at: PressedAt): ReturnType<FindWaitingQuestion['find']> {
    return this.#questions.find(data, at);
  }

  async press(press: ButtonPress, { first }: WaitingQuestion): Promise<void> {
    first.pointOut();
    await press.say(TOASTS.waiting.shown);
  }
}
