import type { Quote, QuotedElsewhere, RepliedMessage } from '../../../domain/chat/inbound.js';
import type { ThreadId } from '../../../domain/ids.js';
import { isSenders, originOf, writerOf } from './authorship.js';
import { type Fields, fieldsOf, integerOf, textOf } from './fields.js';
import { fileAttachmentsIn } from './file-attachments.js';
import { attachmentIn } from './message-content.js';
import { marksOf } from './text-marks.js';
import { saidIn } from './words.js';

/** What a message replies to: one of its chat, or what Telegram shows of one elsewhere. */
export function repliedMessage(message: Fields, threadId: ThreadId | null, bot: number): RepliedMessage | null {
  const replied = fieldsOf(message['reply_to_message']);
  const messageId = integerOf(replied?.['message_id']);
  // Everything in a topic answers the message that opened it: nobody replied to that.
  if (replied === null || messageId === null || messageId === threadId) return null;
  const quote = quoteOf(message);
  const ours = integerOf(fieldsOf(replied['from'])?.['id']) === bot;
  const by = ours ? null : writerOf(replied, message);
  const attachment = attachmentIn(replied);
  const said = saidIn(replied);
  return {
    messageId,
    ...(said.text === '' && quote !== null ? quote : said),
    ours,
    ...(by === null ? {} : { by }),
    ...(attachment === null ? {} : { attachment }),
    ...fileAttachmentsIn(replied),
    ...(quote === null ? {} : { quote }),
  };
}

/** The message of another chat that was replied to (https://core.telegram.org/bots/api#externalreplyinfo); `null` if none. */
export function quotedElsewhere(message: Fields): QuotedElsewhere | null {
  const external = fieldsOf(message['external_reply']);
  if (external === null || fieldsOf(message['reply_to_message']) !== null) return null;
  const origin = fieldsOf(external['origin']) ?? {};
  const quote = quoteOf(message);
  const attachment = attachmentIn(external);
  const by = isSenders(origin, message) ? null : (originOf(origin) ?? 'somebody');
  return {
    ...(by === null ? {} : { by }),
    ...(attachment === null ? {} : { attachment }),
    ...(quote === null ? {} : { quote }),
  };
}

function quoteOf(message: Fields): Quote | null {
  const quote = fieldsOf(message['quote']);
  const text = textOf(quote?.['text']) ?? '';
  return text.trim() === '' ? null : { text, ...marksOf(quote?.['entities']) };
}
