import type { CommandCall } from './command.js';

/** In groups only administrators change what holds for everyone; anyone else gets an answer, and `false` comes back. */
export async function requireAdministrator({ message, bot, reply }: CommandCall): Promise<boolean> {
  if (message.chatKind === 'private') return true;
  const administrator =
    message.sender === null ? false : await bot.channel.isAdministrator(message.chatId, message.sender.id);
  if (administrator === true) return true;
  await reply({ problem: { kind: administrator === null ? 'membership-unknown' : 'administrators-only' } });
  return false;
}
