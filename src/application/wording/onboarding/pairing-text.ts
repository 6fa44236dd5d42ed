import { oneLine } from './one-line.js';

/** What is said around the code that a person sends to the bot. */
export const PAIRING = {
  waiting: 'Waiting for the code (15 minutes; Ctrl-C stops)',
  again: 'Show a new code?',
  late: 'Nobody sent the code within 15 minutes.',
  over: 'Five wrong codes were sent to the bot, so that this code is no longer valid. Somebody may be guessing.',
  elsewhere:
    'Somebody sent the right code in a group to which they did not add the bot, or do not administer, or without their name. ' +
    'Send it in a private chat with the bot, or remove the bot from the group and add it with the link, as an administrator.',
  unreachable: 'Telegram can’t be reached at the moment; still trying.',
  runs:
    'Untether is running, and takes the messages of this bot itself\n' +
    '  Stop it (Ctrl-C, or its service), run this again, and start it anew. Nothing that people write meanwhile is lost.',
  chatGreeting: '✅ Its id is in the terminal.',
  wrong: (count: number) => `Somebody sent a wrong code (${count} of 5).`,
} as const;

/** How to send the code. */
export function pairingText(pairing: {
  readonly username: string;
  readonly where: 'private' | 'group';
  readonly code: string;
}): string {
  const { username, where, code } = pairing;
  const bot = `@${oneLine(username)}`;
  const way =
    where === 'private'
      ? `Open the link on your phone and tap Start, or send ${bot} the code:`
      : `Open the link on your phone and choose your group, or add ${bot} to it yourself and send there, as its administrator: /start@${oneLine(username)} CODE`;
  return `${way}\n\n    ${code}`;
}

/** Who was paired, and where; only this person may steer from then on. */
export function pairedText(paired: {
  readonly name: string;
  readonly user: number;
  readonly chatId: number;
  readonly chatKind: 'private' | 'group';
}): string {
  const where = paired.chatKind === 'private' ? 'their private chat' : `the group ${paired.chatId}`;
  return `Paired with ${oneLine(paired.name)} (user ${paired.user}), in ${where}.`;
}

/** That a person was added to those who may steer. */
export function personAddedText(name: string, user: number, count: number): string {
  const all = count === 1 ? 'the only person' : `one of ${count} people`;
  return `${oneLine(name)} (user ${user}) may use the bot from now on, as ${all} in allowed_user_ids.`;
}

/** That a chat belongs to a project from now on. */
export function projectChatText(project: string): string {
  return `This is the chat of ${oneLine(project)} from now on: tasks there work in it.`;
}
