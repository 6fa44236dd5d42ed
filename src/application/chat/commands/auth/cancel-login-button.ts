import { TOASTS } from '../../../wording/buttons/toasts.js';
import { type ButtonHandler, nothingMore } from '../../buttons/button-handler.js';
import type { ButtonPress } from '../../buttons/button-press.js';
import { CANCEL_LOGIN_BUTTON, type DeviceLogin } from './device-login.js';

/** Calls the login off that is under way. */
export class CancelLoginButton implements ButtonHandler<null> {
  readonly prefix = CANCEL_LOGIN_BUTTON;
  readonly mayPress = { who: 'anyone' } as const;
  readonly find = nothingMore;
  readonly #login: DeviceLogin;

  constructor(login: DeviceLogin) {
    this.#login = login;
  }

  async press(press: ButtonPress): Promise<void> {
    await press.say(this.#login.cancel(press.place.chatId) ? TOASTS.login.calledOff : TOASTS.login.nothing);
  }
}
