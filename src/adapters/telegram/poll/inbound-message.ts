import type { InboundMessage } from '../../../domain/chat/inbound.js';
import { ok, type Result } from '../../../domain/result.js';
import { authorshipOf } from './authorship.js';
import { type Spot, senderOf, spotOf } from './chat-facts.js';
import { type Fields, fieldsOf, integerOf, textOf } from './fields.js';
import { fileAttachmentsIn } from './file-attachments.js';
import { mentionsOf } from './mentions.js';
import { attachmentOf, isService } from './message-content.js';
import { quotedElsewhere, repliedMessage } from './replied-message.js';
import { malformed, type Skipped, skip } from './skipped.js';
import { saidIn } from './words.js';

/**
 * Translates a message or a post in a channel; what Telegram itself writes into a chat is skipped. Of what was written in
 * the name of a chat nobody can tell by whom.
 */
export function inboundMessage(
  message: unknown,
  from: { readonly bot: number; readonly updateId: number },
): Result<InboundMessage, Skipped> {
  const fields = fieldsOf(message);
  const spot = fields === null ? null : spotOf(fields);
  const date = integerOf(fields?.['date']);
  if (fields === null || spot === null || date === null) return malformed('message');
  if (fields['is_automatic_forward'] === true) return skip('a post of the linked channel');
  const said = saidIn(fields);
  if (said.text === '' && isService(fields)) return skip('a message of the service');
  const onBehalfOf = chatBehind(fields, spot);
  const elsewhere = quotedElsewhere(fields);
  return ok({
    kind: 'message',
    ...from,
    ...spot,
    sender: onBehalfOf === null ? senderOf(fields['from']) : null,
    sentAt: date * 1000,
    ...said,
    ...authorshipOf(fields),
    attachment: attachmentOf(fields),
    ...fileAttachmentsIn(fields),
    mediaGroup: textOf(fields['media_group_id']),
    replyTo: repliedMessage(fields, spot.threadId, from.bot),
    ...(elsewhere === null ? {} : { elsewhere }),
    ...mentionsOf(fields),
    ...(onBehalfOf === null ? {} : { onBehalfOf }),
  });
}

/** Translates what a message says since it was edited. */
export function inboundEdit(
  message: unknown,
  from: { readonly bot: number; readonly updateId: number },
): Result<InboundMessage, Skipped> {
  const read = inboundMessage(message, from);
  if (!read.ok) return read;
  // A live location is an edit every few seconds, a poll one for each vote.
  return read.value.text === '' ? skip('an edit without words') : ok({ ...read.value, edited: true });
}

/** In whose name a message was written that is no person's: an administrator who stays anonymous writes as the group. */
function chatBehind(message: Fields, { chatId, chatKind }: Spot): 'group' | 'channel' | null {
  if (chatKind === 'channel') return 'channel';
  const chat = fieldsOf(message['sender_chat']);
  if (chat === null) return null;
  return integerOf(chat['id']) === chatId ? 'group' : 'channel';
}
