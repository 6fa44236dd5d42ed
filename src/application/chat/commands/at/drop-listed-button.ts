import type { DelayedRun } from '../../../../domain/accepted/delayed-run.js';
import { ok, type Result } from '../../../../domain/result.js';
import type { AtScheduler } from '../../../../domain/schedule/at-scheduler.js';
import { TOASTS } from '../../../wording/buttons/toasts.js';
import { droppedText } from '../../../wording/commands/at-text.js';
import { taskName } from '../../../wording/text/task-name.js';
import { type ButtonHandler, NO_EFFECT, type StaleButton } from '../../buttons/button-handler.js';
import type { ButtonPress } from '../../buttons/button-press.js';
import { type AtList, DROP_LISTED_BUTTON } from './at-list.js';

/** Drops one line of the list of delayed runs, and shows what is left. */
export class DropListedButton implements ButtonHandler<string> {
  readonly prefix = DROP_LISTED_BUTTON;
  readonly mayPress = { who: 'anyone' } as const;
  readonly #delayed: AtScheduler<DelayedRun>;
  readonly #list: AtList;

  constructor(delayed: AtScheduler<DelayedRun>, list: AtList) {
    this.#delayed = delayed;
    this.#list = list;
  }

  find(id: string): Result<string, StaleButton> {
    return id === '' ? NO_EFFECT : ok(id);
  }

  async press(press: ButtonPress, id: string): Promise<void> {
    const [dropped] = await this.#delayed.cancel(press.place.chatId, (delayed) => delayed.id === id);
    const { markdown, buttons } = this.#list.view(press.place);
    const told = dropped === undefined ? '' : `${droppedText(taskName(dropped))}\n\n`;
    press.edit(told + markdown, { buttons });
    await press.say(dropped === undefined ? TOASTS.delayed.notWaiting : TOASTS.delayed.cancelled);
  }
}
