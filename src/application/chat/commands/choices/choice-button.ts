import type { EngineId } from '../../../../domain/ids.js';
import { ok, type Result } from '../../../../domain/result.js';
import type { ChatChoice } from '../../../preferences/chat-choice.js';
import type { MayPress } from '../../../values/may-press.js';
import { TOASTS } from '../../../wording/buttons/toasts.js';
import { type ButtonHandler, NO_EFFECT, type StaleButton } from '../../buttons/button-handler.js';
import type { ButtonPress } from '../../buttons/button-press.js';
import { CHOICE_BUTTON, type ChatSettings } from './chat-settings.js';

/** What is chosen; nothing written means the default. */
export interface PressedChoice {
  readonly choice: ChatChoice;
  /** Of the engine in whose list it was offered; `null` for that of the chat. */
  readonly engine: EngineId | null;
  readonly written: string;
}

/** Makes a choice for the chat or topic of the message, and lets the message show it. */
export class ChoiceButton implements ButtonHandler<PressedChoice> {
  readonly prefix = CHOICE_BUTTON;
  readonly mayPress = {
    by: ({ choice }: PressedChoice): MayPress =>
      choice.forAdministrators ? { who: 'administrators', to: 'change' } : { who: 'anyone' },
  };
  readonly #choices: readonly ChatChoice[];
  readonly #desk: ChatSettings;

  constructor(choices: readonly ChatChoice[], desk: ChatSettings) {
    this.#choices = choices;
    this.#desk = desk;
  }

  find(data: string): Result<PressedChoice, StaleButton> {
    const [, name, engine = '', written = ''] = /^([^:]*):([^:]*):(.*)$/.exec(data) ?? [];
    const choice = this.#choices.find((one) => one.name === name);
    return choice === undefined ? NO_EFFECT : ok({ choice, engine: engine === '' ? null : engine, written });
  }

  /** What was offered may have gone with an edit of the configuration or an engine, so that it is read again. */
  async press(press: ButtonPress, { choice, engine, written }: PressedChoice): Promise<void> {
    const spot = await this.#desk.spot(press.generation, press.place, engine);
    const value = written === '' ? null : choice.read(written, spot);
    if (value !== null && !value.ok) return press.say(TOASTS.choice.gone(written));
    const { markdown, buttons } = await this.#desk.view(
      choice,
      await this.#desk.put(choice, spot, value === null ? null : value.value),
    );
    press.edit(markdown, { buttons });
    await press.say(written === '' ? TOASTS.choice.byDefault : TOASTS.choice.chosen);
  }
}
