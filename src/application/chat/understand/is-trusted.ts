import type { InboundButton } from '../../../domain/chat/inbound.js';
import type { ChatChannel } from '../../ports/chat/chat-channel.js';

/** Whether who pressed may decide for everyone in the chat: in a group that takes an administrator. */
export async function isTrusted(
  { chatKind, chatId, sender }: Pick<InboundButton, 'chatKind' | 'chatId' | 'sender'>,
  channel: ChatChannel,
): Promise<boolean> {
  return chatKind === 'private' || (await channel.isAdministrator(chatId, sender.id)) === true;
}
