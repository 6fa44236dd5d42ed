import type { Approvals } from '../../../run/approval/approvals.js';
import type { MayPress } from '../../../values/may-press.js';
import { TOASTS } from '../../../wording/buttons/toasts.js';
import type { ButtonHandler } from '../button-handler.js';
import type { ButtonPress, PressedAt } from '../button-press.js';
import type { FindWaitingQuestion, WaitingQuestion } from './waiting-question.js';

/** The data of the button under a run that waits for a person, which says no to what is asked. */
export const DENY_QUESTION_BUTTON = 'untether:deny-question';

/** Says no to all that the run before asks, so that it continues: for whom it asks, or who decides for the chat. */
export class DenyQuestionButton implements ButtonHandler<WaitingQuestion> {
  readonly prefix = DENY_QUESTION_BUTTON;
  readonly mayPress = {
    by: ({ first }: WaitingQuestion): MayPress => ({
      who: 'owner',
      what: 'run',
      owner: first.facts.job.plan.requestedBy,
    }),
  };
  readonly #questions: FindWaitingQuestion;
  readonly #desk: Approvals;

  constructor(questions: FindWaitingQuestion, desk: Approvals) {
    this.#questions = questions;
    this.#desk = desk;
  }

  find(data: string, at: PressedAt): ReturnType<FindWaitingQuestion['find']> {
    return this.#questions.find(data, at);
  }

  async press(press: ButtonPress, { ofRun }: WaitingQuestion): Promise<void> {
    const { id, name } = press.sender;
    // Somebody may have decided while Telegram was asked who this is.
    const open = ofRun.filter(({ facts }) => this.#desk.find(facts.key, press.place.chatId) !== null);
    for (const one of open) this.#desk.press(one, { verb: one.sheet === null ? 'no' : 'skip' }, { id, name });
    await press.say(open.length > 0 ? TOASTS.waiting.denied : TOASTS.waiting.nothing);
  }
}
