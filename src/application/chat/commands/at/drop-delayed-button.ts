import type { DelayedRun } from '../../../../domain/accepted/delayed-run.js';
import type { InboundButton } from '../../../../domain/chat/inbound.js';
import type { AtScheduler } from '../../../../domain/schedule/at-scheduler.js';
import type { AdapterHost } from '../../../hosting/adapter-host.js';
import { botOf } from '../../../hosting/bot-of.js';
import type { ChatBot, ChatBotSlice } from '../../../ports/chat/chat-bot.js';
import { codeSpan } from '../../../wording/text/markdown.js';
import type { ButtonHandler } from '../../buttons/button-handler.js';

/** What the data of a button that drops a delayed run begins with; its id follows. */
export const DROP_DELAYED_BUTTON = 'at:cancel:';

/** Drops a delayed run, and lets the message that confirmed it say so. */
export class DropDelayedButton implements ButtonHandler {
  readonly prefix = DROP_DELAYED_BUTTON;
  readonly #bots: AdapterHost<ChatBotSlice, ChatBot>;
  readonly #delayed: AtScheduler<DelayedRun>;

  constructor(bots: AdapterHost<ChatBotSlice, ChatBot>, delayed: AtScheduler<DelayedRun>) {
    this.#bots = bots;
    this.#delayed = delayed;
  }

  async press(button: InboundButton, id: string): Promise<string | null> {
    const dropped = await this.#delayed.cancel(button.chatId, (delayed) => delayed.id === id);
    const { channel } = await botOf(this.#bots, button);
    const outcome = dropped.length > 0 ? `❌ Cancelled ${codeSpan(id)}.` : 'It is not waiting any more.';
    void channel.edit(button, { markdown: outcome });
    return dropped.length > 0 ? 'Cancelled' : null;
  }
}
