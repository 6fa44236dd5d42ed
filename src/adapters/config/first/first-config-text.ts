import type { FirstConfig } from '../../../application/ports/config/first-config-file.js';
import { tomlKey, tomlLiteral } from '../edit/toml-literal.js';

/** Where the token is: in a file of its own, or, in a text that only is tried, in the text itself. */
export type TokenPlace = { readonly bot_token_file: string } | { readonly bot_token: string };

/** A configuration with a comment for each key, so that it can be changed without looking anything up. */
export function firstConfigText(config: FirstConfig, token: TokenPlace): string {
  const { apiUrl, chatId, userId, sessionMode, engine, projects } = config;
  const [first] = projects;
  const lines = [
    '# The settings of Untether. An edit is live as soon as it is saved; `untether config check` tells of mistakes,',
    '# `untether config list --all` shows every key.',
    '',
    ...(engine === null
      ? []
      : ['# The agent that answers where nothing else chooses one.', line('default_engine', engine)]),
    ...(first === undefined
      ? []
      : ['# The project that is meant where a task names none.', line('default_project', first.alias)]),
    '',
    '[transports.telegram]',
    ...tokenLines(token),
    ...(apiUrl === null ? [] : ['# The Bot API server.', line('api_url', apiUrl)]),
    '# The chat that triggers and reports go to.',
    line('chat_id', chatId),
    '# Who may give agents tasks, and so run commands as your user. `untether pair` adds a person.',
    line('allowed_user_ids', [userId]),
    '# "chat": a message continues the conversation of its chat, /new begins another.',
    '# "stateless": a message begins a conversation, a reply continues one.',
    line('session_mode', sessionMode),
    '',
    '[transports.telegram.files]',
    '# Files from the chat are saved in the project, and agents can send files.',
    line('enabled', true),
    ...projects.flatMap(({ alias, path }) => [
      '',
      `# /${alias} before a task works here. \`untether init\` adds a project.`,
      `[${tomlKey(['projects', alias])}]`,
      line('path', path),
    ]),
  ];
  return `${lines.join('\n')}\n`;
}

function tokenLines(token: TokenPlace): readonly string[] {
  if ('bot_token' in token) return [line('bot_token', token.bot_token)];
  return [
    "# The file with the bot's token, which only your user can read.",
    line('bot_token_file', token.bot_token_file),
  ];
}

/** Numbers of TOML are whole here. */
function line(key: string, value: string | number | boolean | readonly number[]): string {
  if (typeof value === 'number') return `${key} = ${value}`;
  if (typeof value === 'object') return `${key} = [${value.join(', ')}]`;
  return `${key} = ${tomlLiteral(value)}`;
}
