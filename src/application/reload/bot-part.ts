import type { AdapterHost } from '../hosting/adapter-host.js';
import type { ChatBot, ChatBotSlice } from '../ports/chat/chat-bot.js';
import type { ReloadPart } from './config-reloader.js';

/** The bot, as far as the configuration decides on it. A first start may go on without reaching Telegram. */
export function botPart(bots: AdapterHost<ChatBotSlice, ChatBot>): ReloadPart {
  return {
    name: 'bot',
    stage: ({ telegram, progress }, first) => {
      const { token, apiUrl, reactions } = telegram;
      const slice = { token, apiUrl, reactions, groupChatRps: progress.groupChatRps };
      return bots.stage(slice, { mayComeLater: first });
    },
  };
}
