import type { InboundButton } from '../../../../domain/chat/inbound.js';
import type { AdapterHost } from '../../../hosting/adapter-host.js';
import { botOf } from '../../../hosting/bot-of.js';
import type { ChatBot, ChatBotSlice } from '../../../ports/chat/chat-bot.js';
import type { SteerTriggers } from '../../../triggers/steer-triggers.js';
import type { ButtonHandler } from '../../buttons/button-handler.js';
import { isTrusted } from '../../understand/is-trusted.js';
import { pause, resumeAll, TRIGGERS_BUTTON } from './triggers.js';

/** Pauses all triggers or lets them go on, from under their list. */
export class TriggersButton implements ButtonHandler {
  readonly prefix = TRIGGERS_BUTTON;
  readonly #bots: AdapterHost<ChatBotSlice, ChatBot>;
  readonly #steer: SteerTriggers;

  constructor(bots: AdapterHost<ChatBotSlice, ChatBot>, steer: SteerTriggers) {
    this.#bots = bots;
    this.#steer = steer;
  }

  async press(button: InboundButton, verb: string): Promise<string | null> {
    const { channel } = await botOf(this.#bots, button);
    if (!(await isTrusted(button, channel))) return 'Only administrators of this group may change that.';
    const outcome = await (verb === 'pause' ? pause(this.#steer, null, null, '') : resumeAll(this.#steer));
    void channel.edit(button, { markdown: outcome });
    return null;
  }
}
