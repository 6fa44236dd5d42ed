import type { BotTrouble } from '../../ports/chat/unclaimed-bot.js';
import { oneLine } from './one-line.js';

/** Why Telegram does not answer for the bot, and what to do. */
export function botTroubleText({ kind, reason }: BotTrouble): string {
  switch (kind) {
    case 'refused':
      return (
        `Telegram refuses this token (${oneLine(reason)}). Copy it again: open @BotFather, send /mybots, choose the bot, ` +
        'then API Token.'
      );
    case 'webhook':
      return 'A webhook is set on this bot, so that its messages are sent somewhere else.';
    case 'contested':
      return 'Another program takes the messages of this bot. Stop it first, or make another bot with /newbot at @BotFather.';
    case 'unreachable':
      return `Telegram can’t be reached (${oneLine(reason)}). Check the network, and a proxy or firewall in between.`;
    case 'crowded':
      return 'More than a hundred messages wait for this bot. Start Untether, so that it takes them, stop it, and try again.';
    case 'stopped':
      return 'Stopped.';
  }
}
