import type { InboundButton } from '../../../domain/chat/inbound.js';
import type { AdapterHost } from '../../hosting/adapter-host.js';
import { botOf } from '../../hosting/bot-of.js';
import type { ChatBot, ChatBotSlice } from '../../ports/chat/chat-bot.js';
import type { Approvals } from '../../run/approval/approvals.js';
import { REQUEST_BUTTON, requestPressOf } from '../../run/approval/request-buttons.js';
import { mayDecide } from '../understand/may-decide.js';
import type { ButtonHandler } from './button-handler.js';

const STALE = 'Nobody waits for that any more';

/** Decides about what an agent asks: each request once, by whom it was asked for or by who decides for the chat. */
export class RequestButton implements ButtonHandler {
  readonly prefix = REQUEST_BUTTON;
  readonly #bots: AdapterHost<ChatBotSlice, ChatBot>;
  readonly #desk: Approvals;

  constructor(bots: AdapterHost<ChatBotSlice, ChatBot>, desk: Approvals) {
    this.#bots = bots;
    this.#desk = desk;
  }

  async press(button: InboundButton, rest: string): Promise<string | null> {
    const { channel } = await botOf(this.#bots, button);
    const pressed = requestPressOf(rest);
    const asked = pressed === null ? null : this.#desk.find(pressed.key, button.chatId);
    if (asked !== null && !(await mayDecide(button, asked.facts.job.plan, channel))) {
      return 'Only who asked for this run, or an administrator of this group, may decide that.';
    }
    // Somebody else may have decided while Telegram was asked who this is.
    const open = pressed === null ? null : this.#desk.find(pressed.key, button.chatId);
    if (pressed === null || open === null) {
      // Another name in the data than the message's own leaves the request its buttons.
      if (!this.#desk.isAskedIn(button.chatId, button.messageId)) void channel.strip(button);
      return STALE;
    }
    const { id, name } = button.sender;
    const toast = this.#desk.press(open, pressed.press, { id, name });
    return toast === '' ? null : toast;
  }
}
