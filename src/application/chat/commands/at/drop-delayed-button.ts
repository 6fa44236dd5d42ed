import type { DelayedRun } from '../../../../domain/accepted/delayed-run.js';
import { ok, type Result } from '../../../../domain/result.js';
import type { AtScheduler } from '../../../../domain/schedule/at-scheduler.js';
import { TOASTS } from '../../../wording/buttons/toasts.js';
import { confirmedThenText } from '../../../wording/commands/at-text.js';
import { taskName } from '../../../wording/text/task-name.js';
import { type ButtonHandler, NO_EFFECT, type StaleButton } from '../../buttons/button-handler.js';
import type { ButtonPress } from '../../buttons/button-press.js';

/** What the data of a button that drops a delayed run begins with; its id follows. */
export const DROP_DELAYED_BUTTON = 'at:cancel:';

/** Drops a delayed run, and lets the message that confirmed it say so. */
export class DropDelayedButton implements ButtonHandler<string> {
  readonly prefix = DROP_DELAYED_BUTTON;
  readonly mayPress = { who: 'anyone' } as const;
  readonly #delayed: AtScheduler<DelayedRun>;

  constructor(delayed: AtScheduler<DelayedRun>) {
    this.#delayed = delayed;
  }

  find(id: string): Result<string, StaleButton> {
    return id === '' ? NO_EFFECT : ok(id);
  }

  async press(press: ButtonPress, id: string): Promise<void> {
    const [dropped] = await this.#delayed.cancel(press.place.chatId, (delayed) => delayed.id === id);
    press.edit(confirmedThenText(dropped === undefined ? null : taskName(dropped)));
    if (dropped !== undefined) await press.say(TOASTS.delayed.cancelled);
  }
}
