import type { ChatMove } from '../../../application/ports/chat/chat-store.js';
import type { Sender } from '../../../domain/chat/inbound.js';
import type { ChatId, MessageId, ThreadId } from '../../../domain/ids.js';
import { type Fields, fieldsOf, integerOf, textOf } from './fields.js';

/** Where a message is. */
export interface Spot {
  readonly chatId: ChatId;
  readonly chatKind: 'private' | 'group' | 'supergroup' | 'channel';
  readonly messageId: MessageId;
  readonly threadId: ThreadId | null;
}

const CHAT_KINDS = ['private', 'group', 'supergroup', 'channel'] as const;

/** Where the message is, or `null` if it doesn't say. */
export function spotOf(message: Fields): Spot | null {
  const chat = fieldsOf(message['chat']);
  const chatId = integerOf(chat?.['id']);
  const chatKind = CHAT_KINDS.find((kind) => kind === chat?.['type']);
  const messageId = integerOf(message['message_id']);
  if (chat === null || chatId === null || chatKind === undefined || messageId === null) return null;
  return { chatId, chatKind, messageId, threadId: threadOf(message, chat) };
}

/**
 * What the last message of a group says that has become a supergroup, and the first one of the supergroup; `null` for any
 * other update.
 */
export function chatMove(update: unknown): ChatMove | null {
  const message = fieldsOf(fieldsOf(update)?.['message']);
  const chatId = integerOf(fieldsOf(message?.['chat'])?.['id']);
  const [to, from] = [integerOf(message?.['migrate_to_chat_id']), integerOf(message?.['migrate_from_chat_id'])];
  if (chatId === null) return null;
  if (to !== null) return { from: chatId, to };
  return from === null ? null : { from, to: chatId };
}

/** The chat of an update which shows that we can be reached there, such as one that lets us in again; `null` if it shows no such thing. */
export function reachedChat(update: unknown): ChatId | null {
  const fields = fieldsOf(update);
  const standing = fieldsOf(fields?.['my_chat_member']);
  if (standing !== null) {
    const status = fieldsOf(standing['new_chat_member'])?.['status'];
    const isIn = status === 'member' || status === 'administrator' || status === 'creator';
    return isIn ? chatIdOf(standing) : null;
  }
  const pressed = fieldsOf(fieldsOf(fields?.['callback_query'])?.['message']);
  const message = fieldsOf(fields?.['message']) ?? fieldsOf(fields?.['channel_post']);
  return chatIdOf(message ?? pressed);
}

function chatIdOf(message: Fields | null): ChatId | null {
  return integerOf(fieldsOf(message?.['chat'])?.['id']);
}

/** Who the user is, or `null` if there is none. */
export function senderOf(user: unknown): Sender | null {
  const fields = fieldsOf(user);
  const id = integerOf(fields?.['id']);
  if (fields === null || id === null) return null;
  const names = [textOf(fields['first_name']), textOf(fields['last_name'])].filter(Boolean);
  const username = textOf(fields['username']) || null;
  const name = names.join(' ') || username || `${id}`;
  return { id, name, isBot: fields['is_bot'] === true, ...(username === null ? {} : { username }) };
}

// Outside of topics (in a forum's general one too) the same field names a chain of replies, to which nothing can be posted.
function threadOf(message: Fields, chat: Fields): ThreadId | null {
  const isReply = fieldsOf(message['reply_to_message']) !== null;
  const inTopic = message['is_topic_message'] === true || (chat['is_forum'] === true && !isReply);
  return inTopic ? integerOf(message['message_thread_id']) : null;
}
