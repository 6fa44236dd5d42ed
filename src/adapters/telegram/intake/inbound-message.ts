import type { InboundMessage, RepliedMessage } from '../../../application/intake/inbound.js';
import type { ThreadId } from '../../../domain/ids.js';
import { ok, type Result } from '../../../domain/result.js';
import { senderOf, spotOf } from './chat-facts.js';
import { type Fields, fieldsOf, integerOf, textOf } from './fields.js';
import { malformed, type Skipped, skip } from './skipped.js';

/** Members of a message that are an attachment, and what we call it; an animation has a `document` too. */
const ATTACHMENTS = [
  ['voice', 'voice'],
  ['document', 'document'],
  ['photo', 'photo'],
  ['video', 'video'],
  ['video_note', 'video'],
  ['audio', 'audio'],
  ['sticker', 'sticker'],
] as const;

const FORWARD_MARKS = ['forward_origin', 'forward_date', 'forward_from', 'forward_from_chat', 'forward_sender_name'];

/** Translates a message; posts of channels, of anonymous administrators and of the service itself are skipped. */
export function inboundMessage(
  message: unknown,
  from: { readonly bot: number; readonly updateId: number },
): Result<InboundMessage, Skipped> {
  const fields = fieldsOf(message);
  const spot = fields === null ? null : spotOf(fields);
  const date = integerOf(fields?.['date']);
  if (fields === null || spot === null || date === null) return malformed('message');
  if (spot.chatKind === 'channel') return skip('a post in a channel');
  if (fieldsOf(fields['sender_chat']) !== null) return skip('written in the name of a chat');
  const text = wordsOf(fields) ?? '';
  const attachment = ATTACHMENTS.find(([member]) => present(fields[member]))?.[1] ?? null;
  if (text === '' && attachment === null) return skip('a message without text or file');
  return ok({
    kind: 'message',
    ...from,
    ...spot,
    sender: senderOf(fields['from']),
    sentAt: date * 1000,
    text,
    forwarded: FORWARD_MARKS.some((mark) => present(fields[mark])),
    attachment,
    mediaGroup: textOf(fields['media_group_id']),
    replyTo: repliedMessage(fields, spot.threadId, from.bot),
  });
}

function repliedMessage(message: Fields, threadId: ThreadId | null, bot: number): RepliedMessage | null {
  const replied = fieldsOf(message['reply_to_message']);
  const messageId = integerOf(replied?.['message_id']);
  // Everything in a topic answers the message that opened it: nobody replied to that.
  if (replied === null || messageId === null || messageId === threadId) return null;
  const quote = textOf(fieldsOf(message['quote'])?.['text']);
  const ours = integerOf(fieldsOf(replied['from'])?.['id']) === bot;
  return { messageId, text: wordsOf(replied) ?? quote ?? '', ours };
}

/** The text, else the caption; `null` if both are empty. */
function wordsOf(message: Fields): string | null {
  return textOf(message['text']) || textOf(message['caption']) || null;
}

function present(value: unknown): boolean {
  return value !== undefined && value !== null;
}
