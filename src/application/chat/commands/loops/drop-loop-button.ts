import type { Loop } from '../../../../domain/accepted/loop.js';
import { ok, type Result } from '../../../../domain/result.js';
import type { AtScheduler } from '../../../../domain/schedule/at-scheduler.js';
import { DROP_LOOP_BUTTON, type LoopList } from '../../../schedule/loop-list.js';
import { TOASTS } from '../../../wording/buttons/toasts.js';
import { type ButtonHandler, NO_EFFECT, type StaleButton } from '../../buttons/button-handler.js';
import type { ButtonPress } from '../../buttons/button-press.js';

/** Ends one loop of the list, whichever iteration it has come to meanwhile, and shows what is left. */
export class DropLoopButton implements ButtonHandler<string> {
  readonly prefix = DROP_LOOP_BUTTON;
  readonly mayPress = { who: 'anyone' } as const;
  readonly #loops: AtScheduler<Loop>;
  readonly #list: LoopList;

  constructor(loops: AtScheduler<Loop>, list: LoopList) {
    this.#loops = loops;
    this.#list = list;
  }

  find(data: string): Result<string, StaleButton> {
    const [id = ''] = data.split('.');
    return id === '' ? NO_EFFECT : ok(id);
  }

  async press(press: ButtonPress, id: string): Promise<void> {
    const dropped = await this.#loops.cancel(press.place.chatId, ({ request }) => request.loop === id);
    const { markdown, buttons } = await this.#list.view(press.place);
    press.edit(markdown, { buttons });
    await press.say(dropped.length > 0 ? TOASTS.loop.ended : TOASTS.loop.notWaiting);
  }
}
