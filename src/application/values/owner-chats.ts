import type { ChatId } from '../../domain/ids.js';
import type { Generation } from './generation.js';

/** The chats that are told about the program itself: the owner chat, else the private chats of the allowed users. */
export function ownerChats({ config }: Pick<Generation, 'config'>): readonly ChatId[] {
  const { chatId, allowedUserIds } = config.telegram;
  return chatId === null ? allowedUserIds : [chatId];
}
