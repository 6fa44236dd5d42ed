import type { CancelRuns } from '../../run/active/cancel-runs.js';
import { TOASTS } from '../../wording/buttons/toasts.js';
import { type ButtonHandler, nothingMore } from './button-handler.js';
import type { ButtonPress } from './button-press.js';

/** The data of the cancel button under a progress message. */
export const CANCEL_BUTTON = 'untether:cancel';

/** Cancels the run that the message shows. */
export class CancelButton implements ButtonHandler<null> {
  readonly prefix = CANCEL_BUTTON;
  readonly mayPress = { who: 'anyone' } as const;
  readonly find = nothingMore;
  readonly #cancelRuns: CancelRuns;

  constructor(cancelRuns: CancelRuns) {
    this.#cancelRuns = cancelRuns;
  }

  async press(press: ButtonPress): Promise<void> {
    const outcome = await this.#cancelRuns.byMessage(press.message);
    await press.say(TOASTS.cancelRun[outcome ?? 'nothing']);
  }
}
