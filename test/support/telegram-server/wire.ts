import type { LoggedButton, LoggedMessage } from './chat-log.js';
import type { Person, World } from './world.js';

/** A user as the Bot API shows it. */
export function wireUser(person: Person) {
  const username = person.username === undefined ? {} : { username: person.username };
  return { id: person.id, is_bot: person.isBot, first_name: person.name, ...username };
}

/** A chat as the Bot API shows it. */
export function wireChat(chatId: number, world: World) {
  const facts = world.chat(chatId)?.facts;
  const kind = facts?.kind ?? 'private';
  if (kind === 'private') return { id: chatId, type: kind, first_name: world.person(chatId).name };
  return { id: chatId, type: kind, title: facts?.title ?? '', ...(facts?.forum ? { is_forum: true } : {}) };
}

/** A message as the Bot API shows it; of what it replies to only one level. */
export function wireMessage(message: LoggedMessage, world: World, depth = 1): Record<string, unknown> {
  const replied = message.replyTo === null ? undefined : world.chat(message.chatId)?.log.find(message.replyTo);
  const { entities, buttons } = message.now;
  return {
    message_id: message.messageId,
    from: wireUser(world.person(message.from)),
    chat: wireChat(message.chatId, world),
    date: Math.floor(message.sentAtMs / 1000),
    ...(message.history.length > 1 ? { edit_date: Math.floor(message.now.atMs / 1000) } : {}),
    ...(message.threadId === null ? {} : { message_thread_id: message.threadId, is_topic_message: true }),
    ...(replied === undefined || depth === 0 ? {} : { reply_to_message: wireMessage(replied, world, depth - 1) }),
    ...contentOf(message),
    ...(entities.length === 0 ? {} : { entities }),
    ...(buttons.length === 0 ? {} : { reply_markup: { inline_keyboard: buttons.map((row) => row.map(wireButton)) } }),
  };
}

function contentOf({ document, photo, mediaGroup, media, now: { text } }: LoggedMessage): Record<string, unknown> {
  if (media !== undefined) return { ...media, ...(text === '' ? {} : { caption: text }) };
  if (document !== undefined) return { document: { file_name: document.name }, caption: text };
  if (photo === undefined) return { text };
  const group = mediaGroup === undefined ? {} : { media_group_id: mediaGroup };
  return { photo: [{ file_id: photo.digest, file_size: photo.bytes }], caption: text, ...group };
}

function wireButton({ text, data, copy, style }: LoggedButton) {
  const act = copy === undefined ? { callback_data: data } : { copy_text: { text: copy } };
  return { text, ...act, ...(style === undefined ? {} : { style }) };
}
