import type { InboundButton } from '../../../domain/chat/inbound.js';
import type { RowId } from '../../../domain/ids.js';
import type { Inbox } from '../../../domain/ports/inbox.js';
import type { AdapterHost } from '../../hosting/adapter-host.js';
import { botOf } from '../../hosting/bot-of.js';
import type { ChatBot, ChatBotSlice } from '../../ports/chat/chat-bot.js';
import type { Approvals } from '../../run/approval/approvals.js';
import { REQUEST_BUTTON } from '../../run/approval/request-buttons.js';
import type { ButtonHandler } from './button-handler.js';

/** Acts on a pressed button; whatever it is, its waiting state ends. */
export class ReceiveButton {
  readonly #bots: AdapterHost<ChatBotSlice, ChatBot>;
  readonly #inbox: Inbox;
  readonly #desk: Approvals;
  readonly #handlers: readonly ButtonHandler[];

  constructor(
    bots: AdapterHost<ChatBotSlice, ChatBot>,
    inbox: Inbox,
    desk: Approvals,
    handlers: readonly ButtonHandler[],
  ) {
    this.#bots = bots;
    this.#inbox = inbox;
    this.#desk = desk;
    this.#handlers = handlers;
  }

  /** Resolves when what was meant has been done; it may have been pressed before a restart. */
  async receive(row: RowId, button: InboundButton): Promise<void> {
    const handler = this.#isStray(button)
      ? undefined
      : this.#handlers.find(({ prefix }) => button.data.startsWith(prefix));
    const toast =
      handler === undefined
        ? 'This button has no effect any more'
        : await handler.press(button, button.data.slice(handler.prefix.length));
    const { channel } = await botOf(this.#bots, button);
    await channel.answerButton(button.buttonId, toast);
    await this.#inbox.finish([row], 'done');
  }

  /** Whether data that is not an answer was sent from a message that asks, which what it stands for might overwrite. */
  #isStray({ chatId, messageId, data }: InboundButton): boolean {
    return !data.startsWith(REQUEST_BUTTON) && this.#desk.isAskedIn(chatId, messageId);
  }
}
