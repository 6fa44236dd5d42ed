import type { HealthIssue, Liveness } from '../../values/health-report.js';

/** How the program is, in a few words; plain text. */
export const LIVENESS_WORDS: Readonly<Record<Liveness, string>> = {
  ok: 'All is well',
  paused: 'All is well, triggers are paused',
  degraded: 'Works, but needs attention',
  deaf: 'Telegram can’t be reached',
};

/** What is wrong, and what to do about it; plain text. */
export const ISSUE_TEXTS: Readonly<Record<HealthIssue, string>> = {
  deaf: 'Telegram has not answered for more than 90 seconds. Check the network of the machine; Untether keeps trying.',
  'bot-down': 'The bot is not connected. Check the network and bot_token in untether.toml; Untether keeps trying.',
  'polls-failing': 'The latest requests to Telegram failed. Check the network of the machine; Untether keeps trying.',
  'poll-conflicts': 'Another program uses the token of this bot. Stop it, or give it a bot of its own.',
  'listener-down':
    'The server for webhooks is not open. Stop the program that has its port, or choose another port; Untether keeps trying.',
  'reload-rejected':
    'untether.toml has an error and was not applied; the previous settings stay in use. Fix it: untether config check shows the line.',
  'delivery-stuck':
    'A message has been waiting to be sent for more than 5 minutes. Check the network and whether the bot may write in its chats.',
  'store-failing':
    'The database on disk can’t be read. Check the disk, its free space and who owns the state directory.',
};
