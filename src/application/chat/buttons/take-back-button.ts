import type { InboundButton } from '../../../domain/chat/inbound.js';
import type { AdapterHost } from '../../hosting/adapter-host.js';
import { botOf } from '../../hosting/bot-of.js';
import type { ChatBot, ChatBotSlice } from '../../ports/chat/chat-bot.js';
import type { Rollback } from '../../reload/history/rollback.js';
import { TAKE_BACK_BUTTON, takeBackOf } from '../../reload/take-back-buttons.js';
import { takeBackText } from '../../wording/reload/take-back-text.js';
import { isTrusted } from '../understand/is-trusted.js';
import type { ButtonHandler } from './button-handler.js';

/** Puts an earlier configuration file back: from under the report of a reload, or from under their list. */
export class TakeBackButton implements ButtonHandler {
  readonly prefix = TAKE_BACK_BUTTON;
  readonly #bots: AdapterHost<ChatBotSlice, ChatBot>;
  readonly #takeBack: Rollback;

  constructor(bots: AdapterHost<ChatBotSlice, ChatBot>, takeBack: Rollback) {
    this.#bots = bots;
    this.#takeBack = takeBack;
  }

  async press(button: InboundButton, rest: string): Promise<string | null> {
    const { channel } = await botOf(this.#bots, button);
    if (!(await isTrusted(button, channel))) return 'Only administrators of this group may change that.';
    const wish = takeBackOf(rest);
    if (wish === null) return 'This button has no effect any more';
    const outcome = await this.#takeBack.run(wish);
    const { chatId, threadId, messageId } = button;
    const markdown = takeBackText(wish.to, outcome);
    await channel.say({ chatId, threadId }, { markdown }, { replyTo: messageId, silent: true });
    return outcome.ok ? 'Done' : null;
  }
}
