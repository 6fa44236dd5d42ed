import type { InboundMessage } from '../../../../domain/chat/inbound.js';
import type { Clock } from '../../../../domain/ports/clock.js';
import { ok, type Result } from '../../../../domain/result.js';
import type { AdapterHost } from '../../../hosting/adapter-host.js';
import type { ChatBot, ChatBotSlice } from '../../../ports/chat/chat-bot.js';
import { type ButtonHandler, NO_EFFECT, type StaleButton } from '../../buttons/button-handler.js';
import type { ButtonPress } from '../../buttons/button-press.js';
import type { Command } from '../command.js';

/** What the data of a button begins with that shows what a command shows; its name follows. */
export const SHOW_BUTTON = 'show:';

/** Commands that show something and change nothing when they stand alone. */
const SHOWN: readonly string[] = ['help', 'agent', 'status'];

/** What showing is built on. */
export interface ShowButtonTools {
  readonly commands: { readonly commands: readonly Command[] };
  readonly bots: AdapterHost<ChatBotSlice, ChatBot>;
  readonly clock: Clock;
}

/** Answers a press as the bare command would be answered. */
export class ShowButton implements ButtonHandler<Command> {
  readonly prefix = SHOW_BUTTON;
  readonly mayPress = { who: 'anyone' } as const;
  readonly #tools: ShowButtonTools;

  constructor(tools: ShowButtonTools) {
    this.#tools = tools;
  }

  find(name: string): Result<Command, StaleButton> {
    const command = this.#tools.commands.commands.find((one) => one.name === name);
    return command === undefined || !SHOWN.includes(name) ? NO_EFFECT : ok(command);
  }

  async press(press: ButtonPress, command: Command): Promise<void> {
    const { place, generation } = press;
    const bot = await this.#tools.bots.current();
    await command.run({
      ...{ place, generation, bot },
      message: this.#asMessage(press, command.name),
      rest: '',
      meanwhile: (work) => work,
      reply: (content, options) => press.reply(content, options),
    });
  }

  /** The command as who pressed would have written it. */
  #asMessage({ message, place, sender }: ButtonPress, name: string): InboundMessage {
    return {
      kind: 'message',
      ...message,
      ...place,
      sender,
      updateId: 0,
      chatKind: place.chatId > 0 ? 'private' : 'supergroup',
      sentAt: this.#tools.clock.now(),
      text: `/${name}`,
      ...{ forwarded: false, attachment: null, mediaGroup: null, replyTo: null },
    };
  }
}
