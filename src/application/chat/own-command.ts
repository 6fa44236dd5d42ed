import type { InboundMessage } from '../../domain/chat/inbound.js';
import { parseSlashCommand, type SlashCommand } from '../../domain/chat/slash-command.js';
import type { CommandTable } from './commands/command-table.js';

/** Whether a message is a command of ours, so that it must not wait for others to be joined with it. */
export function isOwnCommand(
  message: InboundMessage,
  botUsername: string,
  commands: Pick<CommandTable, 'knows'>,
): boolean {
  const command = commandIn(message);
  if (command === null) return false;
  return isForUs(command.addressee, botUsername) && commands.knows(command.name);
}

/** Whether a message is a command for another bot, which is none of our business. */
export function isForAnotherBot(message: InboundMessage, botUsername: string): boolean {
  const command = commandIn(message);
  return command !== null && !isForUs(command.addressee, botUsername);
}

/** Whether a command's addressee, if it names one, is our bot. */
function isForUs(addressee: string | null, botUsername: string): boolean {
  return addressee === null || addressee === botUsername.toLowerCase();
}

/** The slash command at the beginning of a message; `null` where others wrote it, of what was forwarded, and of what was only said. */
export function commandIn({ forwarded, writtenBy, text, transcript }: InboundMessage): SlashCommand | null {
  if (forwarded || writtenBy !== undefined) return null;
  return transcript === undefined || transcript.captioned === true ? parseSlashCommand(text) : null;
}
