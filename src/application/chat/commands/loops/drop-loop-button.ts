import type { Loop } from '../../../../domain/accepted/loop.js';
import type { InboundButton } from '../../../../domain/chat/inbound.js';
import { placeOf } from '../../../../domain/chat/place.js';
import type { AtScheduler } from '../../../../domain/schedule/at-scheduler.js';
import type { AdapterHost } from '../../../hosting/adapter-host.js';
import { botOf } from '../../../hosting/bot-of.js';
import type { ChatBot, ChatBotSlice } from '../../../ports/chat/chat-bot.js';
import { DROP_LOOP_BUTTON, type LoopList } from '../../../schedule/loop-list.js';
import type { ButtonHandler } from '../../buttons/button-handler.js';

/** Ends one loop of the list, whichever iteration it has come to meanwhile, and shows what is left. */
export class DropLoopButton implements ButtonHandler {
  readonly prefix = DROP_LOOP_BUTTON;
  readonly #bots: AdapterHost<ChatBotSlice, ChatBot>;
  readonly #loops: AtScheduler<Loop>;
  readonly #list: LoopList;

  constructor(bots: AdapterHost<ChatBotSlice, ChatBot>, loops: AtScheduler<Loop>, list: LoopList) {
    this.#bots = bots;
    this.#loops = loops;
    this.#list = list;
  }

  async press(button: InboundButton, key: string): Promise<string> {
    const [id] = key.split('.');
    const dropped = await this.#loops.cancel(button.chatId, ({ request }) => request.loop === id);
    const { markdown, buttons } = await this.#list.view(placeOf(button));
    const { channel } = await botOf(this.#bots, button);
    void channel.edit(button, { markdown }, buttons);
    return dropped.length > 0 ? 'Ended' : 'It does not wait any more';
  }
}
