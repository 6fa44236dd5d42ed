import { WORKS_BUTTON } from '../../values/works-button.js';
import { worksText } from '../../wording/onboarding/first-message-text.js';
import { type ButtonHandler, nothingMore } from './button-handler.js';
import type { ButtonPress } from './button-press.js';

/** Confirms that the program answers: the button under the first message that a set-up sends. */
export class WorksButton implements ButtonHandler<null> {
  readonly prefix = WORKS_BUTTON;
  readonly mayPress = { who: 'anyone' } as const;
  readonly find = nothingMore;

  async press(press: ButtonPress): Promise<void> {
    press.edit({ markdown: worksText() });
  }
}
