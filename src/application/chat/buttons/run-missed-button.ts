import type { InboundButton } from '../../../domain/chat/inbound.js';
import { fingerprint } from '../../../domain/trigger/fingerprint.js';
import { missedMark, RUN_MISSED_BUTTON } from '../../delivery/missed-cron-order.js';
import type { AdapterHost } from '../../hosting/adapter-host.js';
import { botOf } from '../../hosting/bot-of.js';
import type { ChatBot, ChatBotSlice } from '../../ports/chat/chat-bot.js';
import type { CatchUp } from '../../triggers/catch-up.js';
import type { Generations } from '../../values/generation.js';
import { isTrusted } from '../understand/is-trusted.js';
import type { ButtonHandler } from './button-handler.js';

/** Starts a cron as it is now for an instant that it missed; once, however often it is pressed. */
export class RunMissedButton implements ButtonHandler {
  readonly prefix = RUN_MISSED_BUTTON;
  readonly #bots: AdapterHost<ChatBotSlice, ChatBot>;
  readonly #generations: Generations;
  readonly #catchUp: CatchUp;

  constructor(bots: AdapterHost<ChatBotSlice, ChatBot>, generations: Generations, catchUp: CatchUp) {
    this.#bots = bots;
    this.#generations = generations;
    this.#catchUp = catchUp;
  }

  async press(button: InboundButton, rest: string): Promise<string> {
    const { channel } = await botOf(this.#bots, button);
    if (!(await isTrusted(button, channel))) return 'Only administrators of this group may start that.';
    const mark = missedMark(rest);
    const { triggers } = this.#generations.current();
    const cron = triggers.crons.find(({ id }) => fingerprint(id) === mark.cron);
    if (cron === undefined) return 'It is no longer in the configuration.';
    if (!this.#catchUp.canHaveMissed(mark.instant)) return 'This button has no effect any more';
    return (await this.#catchUp.runNow(cron, mark)) ? 'Started' : 'It was started already';
  }
}
