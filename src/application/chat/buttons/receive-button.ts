import type { InboundButton } from '../../../domain/chat/inbound.js';
import type { RowId } from '../../../domain/ids.js';
import type { Inbox } from '../../../domain/ports/inbox.js';
import type { Turn } from '../../concurrency/turn.js';
import type { AdapterHost } from '../../hosting/adapter-host.js';
import { botOf } from '../../hosting/bot-of.js';
import type { ChatBot, ChatBotSlice } from '../../ports/chat/chat-bot.js';
import type { ChatChannel } from '../../ports/chat/chat-channel.js';
import type { Generation, Generations } from '../../values/generation.js';
import type { MayPress } from '../../values/may-press.js';
import { pressRefusal } from '../../wording/buttons/press-refusal.js';
import { TOASTS } from '../../wording/buttons/toasts.js';
import { mayTransfer } from '../files/may-transfer.js';
import { mayDecide } from '../understand/may-decide.js';
import type { ButtonHandler, StaleButton } from './button-handler.js';
import { ChannelPress } from './channel-press.js';

/** What pressed buttons are received with. */
export interface ReceiveButtonTools {
  readonly bots: AdapterHost<ChatBotSlice, ChatBot>;
  readonly generations: Generations;
  readonly inbox: Inbox;
  readonly handlers: readonly ButtonHandler[];
}

/**
 * Acts on a pressed button: whether it is the message's own and who pressed it is judged here, before its handler hears
 * of it; whatever comes of it, its waiting state ends.
 */
export class ReceiveButton {
  readonly #tools: ReceiveButtonTools;

  constructor(tools: ReceiveButtonTools) {
    this.#tools = tools;
  }

  /** Resolves when what was meant has been done; it may have been pressed before a restart. */
  async receive(row: RowId, button: InboundButton, turn: Turn): Promise<void> {
    const { bots, generations, inbox } = this.#tools;
    const { channel } = await botOf(bots, button);
    const press = new ChannelPress(button, { channel, generations, turn });
    try {
      await this.#act(press, button, channel);
    } catch (cause) {
      await press.end(TOASTS.failed);
      throw cause;
    }
    await press.end(null);
    await inbox.finish([row], 'done');
  }

  async #act(press: ChannelPress, button: InboundButton, channel: ChatChannel): Promise<void> {
    const { handlers, generations } = this.#tools;
    const handler = handlers.find(({ prefix }) => button.data.startsWith(prefix));
    // Whoever may use the bot can send any data from any of its messages, which what it stands for might overwrite.
    if (handler === undefined || button.genuine === false) return press.say(TOASTS.noEffect);
    const isRefused = async (mayPress: MayPress) => {
      const refusal = await refusalOf(mayPress, button, { channel, generation: generations.current() });
      if (refusal !== null) await press.say(refusal);
      return refusal !== null;
    };
    const { mayPress, prefix } = handler;
    if ('who' in mayPress && (await isRefused(mayPress))) return;
    const found = await handler.find(button.data.slice(prefix.length), press);
    if (!found.ok) return refuse(press, found.problem);
    if ('by' in mayPress && (await isRefused(mayPress.by(found.value)))) return;
    await handler.press(press, found.value);
  }
}

async function refusalOf(
  mayPress: MayPress,
  button: InboundButton,
  { channel, generation }: { readonly channel: ChatChannel; readonly generation: Generation },
): Promise<string | null> {
  if (mayPress.who === 'anyone') return null;
  if (mayPress.who === 'transfer') {
    const refused = await mayTransfer(button, generation.config.telegram.files, channel);
    return refused === null ? null : TOASTS.files.refused[refused];
  }
  const requestedBy = mayPress.who === 'owner' ? mayPress.owner : null;
  return (await mayDecide(button, { requestedBy }, channel)) ? null : pressRefusal(mayPress);
}

function refuse(press: ChannelPress, { toast, strip }: StaleButton): Promise<void> {
  if (strip === true) press.strip();
  return press.say(toast);
}
