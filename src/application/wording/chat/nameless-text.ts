/** Who may be somebody whom the bot knows, and writes so that it can't tell. */
export type Nameless = 'group' | 'channel';

/** How they can be recognised; Markdown. */
export const NAMELESS_TEXTS: Readonly<Record<Nameless, string>> = {
  group:
    '🕶 You write as this group, so I can’t tell who you are, and nothing was started. Write in your own name: an ' +
    'administrator can turn off “Remain anonymous” for you. Or write to me in a private chat.',
  channel:
    '📢 Nothing was started: in a channel I can’t tell who posts. Write to me in a private chat, or in a group in your ' +
    'own name.',
};

/** What a stranger hears who presses a button. */
export const NOT_ALLOWED = 'You are not allowed to use this bot.';
