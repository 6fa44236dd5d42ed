import type { ChatBot, ChatBotSlice } from '../ports/chat/chat-bot.js';
import type { AdapterHost } from './adapter-host.js';

/** The bot that an update came through, while it is there; else the one in force. */
export async function botOf(
  bots: AdapterHost<ChatBotSlice, ChatBot>,
  update: { readonly bot: number },
): Promise<ChatBot> {
  return bots.find((bot) => bot.id === update.bot) ?? bots.current();
}
