import type { InboundButton } from '../../../../domain/chat/inbound.js';
import { placeOf } from '../../../../domain/chat/place.js';
import type { AdapterHost } from '../../../hosting/adapter-host.js';
import { botOf } from '../../../hosting/bot-of.js';
import type { ChatBot, ChatBotSlice } from '../../../ports/chat/chat-bot.js';
import type { ChatChoice } from '../../../preferences/chat-choice.js';
import type { Generations } from '../../../values/generation.js';
import type { ButtonHandler } from '../../buttons/button-handler.js';
import { isTrusted } from '../../understand/is-trusted.js';
import { CHOICE_BUTTON, type ChatSettings } from './chat-settings.js';

/** Makes a choice for the chat or topic of the message, and lets the message show it. */
export class ChoiceButton implements ButtonHandler {
  readonly prefix = CHOICE_BUTTON;
  readonly #bots: AdapterHost<ChatBotSlice, ChatBot>;
  readonly #generations: Generations;
  readonly #choices: readonly ChatChoice[];
  readonly #desk: ChatSettings;

  constructor(
    bots: AdapterHost<ChatBotSlice, ChatBot>,
    generations: Generations,
    choices: readonly ChatChoice[],
    desk: ChatSettings,
  ) {
    this.#bots = bots;
    this.#generations = generations;
    this.#choices = choices;
    this.#desk = desk;
  }

  /** What was offered may have gone with an edit of the configuration or an engine, so that it is read again. */
  async press(button: InboundButton, rest: string): Promise<string> {
    const [, name, engine = '', written = ''] = /^([^:]*):([^:]*):(.*)$/.exec(rest) ?? [];
    const choice = this.#choices.find((one) => one.name === name);
    if (choice === undefined) return 'This button has no effect any more';
    const { channel } = await botOf(this.#bots, button);
    if (choice.forAdministrators && !(await isTrusted(button, channel))) {
      return 'Only administrators of this group may change that.';
    }
    const generation = this.#generations.current();
    const spot = await this.#desk.spot(generation, placeOf(button), engine === '' ? null : engine);
    const value = written === '' ? null : choice.read(written, spot);
    if (value !== null && !value.ok) return `${written} can’t be chosen any more`;
    const { markdown, buttons } = await this.#desk.view(
      choice,
      await this.#desk.put(choice, spot, value === null ? null : value.value),
    );
    void channel.edit(button, { markdown }, buttons);
    return written === '' ? 'Back to the default' : 'Chosen';
  }
}
