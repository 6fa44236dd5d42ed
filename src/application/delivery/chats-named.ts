import type { ChatId } from '../../domain/ids.js';
import type { AppConfig } from '../values/app-config.js';

/** The keys of the file that hold the chat's id, as a person would look for them; empty if the file doesn't name it. */
export function keysNaming(chatId: ChatId, { telegram, projects, triggers }: AppConfig): readonly string[] {
  const owner = telegram.chatId === chatId ? ['transports.telegram.chat_id'] : [];
  const ofProjects = projects.filter((one) => one.chatId === chatId).map(({ name }) => `projects.${name}.chat_id`);
  const ofTriggers = [...triggers.crons, ...triggers.webhooks]
    .filter((one) => one.chatId === chatId)
    .map(({ kind, id }) => `chat_id of ${kind}:${id}`);
  return [...owner, ...ofProjects, ...ofTriggers];
}
