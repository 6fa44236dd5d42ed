import type { WrittenConfig } from '../../ports/config/first-config-file.js';
import { oneLine } from './one-line.js';

/** What setting up asks and says. */
export const SET_UP = {
  intro: (file: string) =>
    `Three minutes, and you can give agents on this machine tasks from Telegram.\nNothing is written before the end, to ${oneLine(file)}; Ctrl-C stops.`,
  replace: (file: string) =>
    `There is a configuration already: ${oneLine(file)}. Write a new one, and keep it as a backup?`,
  newBot: 'In Telegram, open https://t.me/BotFather, send /newbot, and choose two names. It answers with a token.',
  token: 'The token of your bot (hidden while you paste it)',
  asking: 'Asking Telegram',
  retry: 'Try again?',
  removeWebhook: 'Remove the webhook? Whatever it feeds gets nothing from this bot any more.',
  removing: 'Removing the webhook',
  workflow: 'How do you want to work?',
  workflows: [
    {
      value: 'assistant',
      label: 'Assistant: one private chat that remembers',
      hint: '“Fix the test” · “and now the docs” continue one conversation; /new starts another',
    },
    {
      value: 'workspace',
      label: 'Workspace: a group, a topic for each matter',
      hint: 'each topic keeps a conversation of its own; turn on Topics in the group’s settings',
    },
    {
      value: 'handoff',
      label: 'Handoff: every message is a new task',
      hint: 'reply to an answer to continue it, or take it to your terminal',
    },
  ],
  looking: 'Looking for agents on this machine',
  engine: 'Which agent answers? Others can be chosen in the chat.',
  start: 'Start Untether?',
  starts: [
    { value: 'now', label: 'Now, in this terminal' },
    { value: 'service', label: 'As a service', hint: 'keeps running when the terminal is closed' },
    { value: 'later', label: 'Later', hint: 'with the command untether' },
  ],
  later: 'Start it with the command untether, or as a service with untether service install.',
  sent: 'Look at the chat: a first message is there. Tap its button.',
  unsent: 'The first message could not be sent; just write to the bot.',
} as const;

/** Whose token it is. */
export function botFoundText(username: string): string {
  return `This is @${oneLine(username)}.`;
}

/** What was written. */
export function writtenText({ file, tokenFile, backups, warnings }: WrittenConfig): string {
  return [
    `Written: ${file}, and the token in ${tokenFile}. Only your user can read them.`,
    ...backups.map((path) => `What was there before is in ${path}.`),
    'An edit of the file is live as soon as it is saved.',
    ...warnings.map(({ key, message, hint }) => `${key === '' ? '' : `${key}: `}${message} ${hint}`),
  ].join('\n');
}

/** That setting up was left before its end. */
export const LEFT = 'Nothing was written.';

/** That a prepared answer is missing or can't be used. */
export function notPreparedText(name: string, message: string | null): string {
  return message === null
    ? `The file of answers has no usable "${name}".`
    : `The file of answers can’t be used: "${name}": ${message}`;
}
