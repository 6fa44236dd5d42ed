import type { TelegramDto } from '../schema/chat/telegram-dto.js';
import { ruleFor } from './rule.js';

const rule = ruleFor<TelegramDto>();

/** What must hold in `[transports.telegram]`. */
export const TELEGRAM_RULES = [
  rule('bot_token', ['bot_token_env', 'bot_token_file'], (table) => {
    const sources = [table.bot_token, table.bot_token_env, table.bot_token_file].filter((source) => source !== null);
    if (sources.length === 1) return null;
    if (sources.length === 0) {
      return {
        message: 'There is no bot token.',
        hint: 'Add bot_token, bot_token_env or bot_token_file; @BotFather gives you a token.',
      };
    }
    return {
      message: 'There is more than one source of the bot token.',
      hint: 'Keep one of bot_token, bot_token_env and bot_token_file.',
    };
  }),
  rule('allowed_user_ids', ['allow_any_user'], ({ allowed_user_ids, allow_any_user }) =>
    allowed_user_ids.length > 0 || allow_any_user
      ? null
      : {
          message: 'Nobody may steer: allowed_user_ids is empty.',
          hint: 'Add your Telegram user id to allowed_user_ids, or set allow_any_user = true to let everybody in.',
        },
  ),
];
