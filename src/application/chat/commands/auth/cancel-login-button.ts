import type { InboundButton } from '../../../../domain/chat/inbound.js';
import type { ButtonHandler } from '../../buttons/button-handler.js';
import { CANCEL_LOGIN_BUTTON, type DeviceLogin } from './device-login.js';

/** Calls the login off that is under way. */
export class CancelLoginButton implements ButtonHandler {
  readonly prefix = CANCEL_LOGIN_BUTTON;
  readonly #login: DeviceLogin;

  constructor(login: DeviceLogin) {
    this.#login = login;
  }

  async press({ chatId }: InboundButton): Promise<string> {
    return this.#login.cancel(chatId) ? 'Called off' : 'Nothing is under way any more';
  }
}
