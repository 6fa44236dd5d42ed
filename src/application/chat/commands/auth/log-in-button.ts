import type { EngineId } from '../../../../domain/ids.js';
import { ok, type Result } from '../../../../domain/result.js';
import { LOG_IN_BUTTON } from '../../../delivery/retry-buttons.js';
import { TOASTS } from '../../../wording/buttons/toasts.js';
import { loginText } from '../../../wording/commands/auth-text.js';
import { type ButtonHandler, NO_EFFECT, type StaleButton } from '../../buttons/button-handler.js';
import type { ButtonPress } from '../../buttons/button-press.js';
import type { LogIn } from './log-in.js';

/** Logs an engine in whose run failed for want of that. */
export class LogInButton implements ButtonHandler<EngineId> {
  readonly prefix = LOG_IN_BUTTON;
  readonly mayPress = { who: 'anyone' } as const;
  readonly #logIn: LogIn;

  constructor(logIn: LogIn) {
    this.#logIn = logIn;
  }

  find(engine: string): Result<EngineId, StaleButton> {
    return engine === '' ? NO_EFFECT : ok(engine);
  }

  async press(press: ButtonPress, engine: EngineId): Promise<void> {
    const { generation, place, message } = press;
    const isPrivate = place.chatId > 0;
    const found = await this.#logIn.answer(engine, { generation, place, replyTo: message.messageId, isPrivate });
    if (found === null) return press.say(TOASTS.noEffect);
    const answered = press.reply(loginText(found.answer), { silent: true });
    found.begin();
    await answered;
  }
}
