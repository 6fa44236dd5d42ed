import type { InboundButton } from '../../../domain/chat/inbound.js';
import type { ChatId } from '../../../domain/ids.js';
import type { FollowChats } from '../../delivery/follow-chats.js';

/**
 * Whether a button is pressed in the chat that it belongs to, or in the supergroup which that has become. Its data is no
 * proof: whoever may use the bot in one chat can send that of another.
 */
export async function isOfChat(
  { chatId }: Pick<InboundButton, 'chatId'>,
  belongsTo: ChatId,
  chats: FollowChats,
): Promise<boolean> {
  if (chatId === belongsTo) return true;
  return (await chats.moves()).some(({ from, to }) => from === belongsTo && to === chatId);
}
