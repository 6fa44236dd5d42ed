import type { ChatId } from '../../domain/ids.js';
import type { AppConfig } from '../values/app-config.js';

/** The keys of the file that hold the chat's id; empty if the file doesn't name it. */
export function keysNaming(chatId: ChatId, { telegram, projects, triggers }: AppConfig): readonly string[] {
  const owner = telegram.chatId === chatId ? ['transports.telegram.chat_id'] : [];
  const ofProjects = projects
    .filter((one) => one.chatId === chatId)
    .map(({ name }) => `projects.${part(name)}.chat_id`);
  const ofTriggers = [...triggers.crons, ...triggers.webhooks]
    .filter((one) => one.chatId === chatId)
    .map(({ kind, id }) => `triggers.${kind}s.${part(id)}.chat_id`);
  return [...owner, ...ofProjects, ...ofTriggers];
}

/** A part of a key, in quotes where TOML wants them. */
function part(name: string): string {
  return /^[\w-]+$/.test(name) ? name : JSON.stringify(name);
}
