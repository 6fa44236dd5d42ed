import type { InboundMessage } from '../../../domain/chat/inbound.js';
import type { ChatChannel } from '../../ports/chat/chat-channel.js';
import type { FileSettings } from '../../values/config/chat-settings.js';

/** Why somebody may not send files to this machine, or have files of it sent. */
export type TransferRefusal = 'nobody' | 'not-listed' | 'administrators-only' | 'membership-unknown';

/** Who may transfer files: those who are listed, if any are; else everyone in private chats, and administrators in groups. */
export async function mayTransfer(
  { sender, chatId, chatKind }: Pick<InboundMessage, 'sender' | 'chatId' | 'chatKind'>,
  { allowedUserIds }: Pick<FileSettings, 'allowedUserIds'>,
  channel: Pick<ChatChannel, 'isAdministrator'>,
): Promise<TransferRefusal | null> {
  if (sender === null) return 'nobody';
  if (allowedUserIds.length > 0) return allowedUserIds.includes(sender.id) ? null : 'not-listed';
  if (chatKind === 'private') return null;
  const isAdministrator = await channel.isAdministrator(chatId, sender.id);
  if (isAdministrator === null) return 'membership-unknown';
  return isAdministrator ? null : 'administrators-only';
}
