import { ok, type Result } from '../../../domain/result.js';
import type { Rollback } from '../../reload/history/rollback.js';
import { TAKE_BACK_BUTTON, type TakeBack, takeBackOf } from '../../reload/take-back-buttons.js';
import { TOASTS } from '../../wording/buttons/toasts.js';
import { takeBackText } from '../../wording/reload/take-back-text.js';
import { type ButtonHandler, NO_EFFECT, type StaleButton } from './button-handler.js';
import type { ButtonPress } from './button-press.js';

/** Puts an earlier configuration file back: from under the report of a reload, or from under their list. */
export class TakeBackButton implements ButtonHandler<TakeBack> {
  readonly prefix = TAKE_BACK_BUTTON;
  readonly mayPress = { who: 'administrators', to: 'change' } as const;
  readonly #takeBack: Rollback;

  constructor(takeBack: Rollback) {
    this.#takeBack = takeBack;
  }

  find(data: string): Result<TakeBack, StaleButton> {
    const wish = takeBackOf(data);
    return wish === null ? NO_EFFECT : ok(wish);
  }

  async press(press: ButtonPress, wish: TakeBack): Promise<void> {
    const outcome = await this.#takeBack.run(wish);
    if (outcome.ok) {
      void press.say(TOASTS.takeBack.done);
      // An undo is used up; the list of earlier files is not.
      if (wish.ifStill !== null) press.strip();
    }
    await press.reply(takeBackText(wish.to, outcome), { silent: true });
  }
}
