import type { InboundButton } from '../../../../domain/chat/inbound.js';
import type { AdapterHost } from '../../../hosting/adapter-host.js';
import { botOf } from '../../../hosting/bot-of.js';
import type { ChatBot, ChatBotSlice } from '../../../ports/chat/chat-bot.js';
import type { ButtonHandler } from '../../buttons/button-handler.js';
import { type AtList, DROP_LISTED_BUTTON } from './at-list.js';

/** Drops one line of the list of delayed runs, and shows what is left. */
export class DropListedButton implements ButtonHandler {
  readonly prefix = DROP_LISTED_BUTTON;
  readonly #bots: AdapterHost<ChatBotSlice, ChatBot>;
  readonly #list: AtList;

  constructor(bots: AdapterHost<ChatBotSlice, ChatBot>, list: AtList) {
    this.#bots = bots;
    this.#list = list;
  }

  async press(button: InboundButton, id: string): Promise<string | null> {
    return this.#list.press(button, id, (await botOf(this.#bots, button)).channel);
  }
}
