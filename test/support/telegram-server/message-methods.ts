import type { BotAccount } from './bot-account.js';
import { type BotAnswer, badRequest, forbidden, result } from './bot-answer.js';
import type { LoggedMessage, NewMessage, UploadedFile } from './chat-log.js';
import { checkMessage } from './check-message.js';
import type { Parameters } from './parameters.js';
import { wireMessage } from './wire.js';
import type { World, WorldChat } from './world.js';

const LARGEST_FILE = 50_000_000;
const LARGEST_PHOTO = 10_000_000;
const LONGEST_CAPTION = 1_024;

/** Posts a message. https://core.telegram.org/bots/api#sendmessage */
export function sendMessage(world: World, bot: BotAccount, parameters: Parameters): BotAnswer {
  const refusal = checkMessage(parameters);
  const shown = { text: parameters.text('text') ?? '', entities: parameters.entities, buttons: parameters.buttons };
  const { asks } = parameters;
  return post(world, bot, parameters, () => refusal ?? { ...shown, ...(asks === null ? {} : { asks }) });
}

/** Posts a file. https://core.telegram.org/bots/api#senddocument */
export function sendDocument(world: World, bot: BotAccount, parameters: Parameters): BotAnswer {
  return post(world, bot, parameters, () => {
    const document = parameters.file('document');
    const refusal = refusedFile(document, LARGEST_FILE, 'document');
    const caption = parameters.text('caption') ?? '';
    if (document === null || refusal !== null) return refusal ?? badRequest('there is no document in the request');
    if (caption.length > LONGEST_CAPTION) return badRequest('message caption is too long');
    return { document, text: caption, entities: [], buttons: parameters.buttons };
  });
}

/** Posts a picture. https://core.telegram.org/bots/api#sendphoto */
export function sendPhoto(world: World, bot: BotAccount, parameters: Parameters): BotAnswer {
  return post(world, bot, parameters, () => photoOf(parameters.file('photo'), parameters.text('caption') ?? ''));
}

/** Posts an album of pictures. https://core.telegram.org/bots/api#sendmediagroup */
export function sendMediaGroup(world: World, bot: BotAccount, parameters: Parameters): BotAnswer {
  const items = parameters.media;
  if (items === null) return badRequest("can't parse media JSON object");
  if (items.length < 2 || items.length > 10) return badRequest('there must be 2-10 items in the album');
  const shown = items.map(({ type, file, caption }) =>
    type === 'photo' ? photoOf(file, caption) : badRequest(`media of the type ${type} is not played here`),
  );
  const refusal = shown.find((one) => 'ok' in one);
  if (refusal !== undefined && 'ok' in refusal) return refusal;
  const mediaGroup = `album-${++albums}`;
  const answers = shown.map((one) => post(world, bot, parameters, () => ('ok' in one ? one : { ...one, mediaGroup })));
  const failed = answers.find((answer) => !answer.ok);
  return failed ?? result(answers.map((answer) => (answer.ok ? answer.result : null)));
}

let albums = 0;

function photoOf(photo: UploadedFile | null, caption: string): Posted | BotAnswer {
  const refusal = refusedFile(photo, LARGEST_PHOTO, 'photo');
  if (photo === null || refusal !== null) return refusal ?? badRequest('there is no photo in the request');
  if (caption.length > LONGEST_CAPTION) return badRequest('message caption is too long');
  // What Telegram finds out by decoding it.
  if (photo.text.includes('not a picture')) return badRequest('IMAGE_PROCESS_FAILED');
  return { photo, text: caption, entities: [], buttons: [] };
}

function refusedFile(file: UploadedFile | null, largest: number, what: string): BotAnswer | null {
  if (file === null) return badRequest(`there is no ${what} in the request`);
  if (file.bytes === 0) return badRequest('file must be non-empty');
  return file.bytes > largest ? { ok: false, code: 413, description: 'Request Entity Too Large' } : null;
}

type Posted = Pick<NewMessage, 'text' | 'entities' | 'buttons' | 'asks' | 'document' | 'photo' | 'mediaGroup'>;

function post(world: World, bot: BotAccount, parameters: Parameters, read: () => Posted | BotAnswer): BotAnswer {
  const chat = openChat(world, parameters);
  if ('ok' in chat) return chat;
  const shown = read();
  if ('ok' in shown) return shown;
  const threadId = parameters.integer('message_thread_id');
  if (threadId !== null && !chat.facts.threads.has(threadId)) return badRequest('message thread not found');
  const replyTo = parameters.replyTo;
  const replied = replyTo === null ? undefined : chat.log.find(replyTo);
  if (replyTo !== null && replied === undefined && !parameters.sendsWithoutReply) {
    return badRequest('message to be replied not found');
  }
  const added = chat.log.add({
    threadId,
    from: bot.person.id,
    fromBot: true,
    replyTo: replied === undefined ? null : replyTo,
    silent: parameters.flag('disable_notification'),
    ...shown,
  });
  return result(wireMessage(added, world));
}

/** Replaces a message's text and buttons. https://core.telegram.org/bots/api#editmessagetext */
export function editMessageText(world: World, bot: BotAccount, parameters: Parameters): BotAnswer {
  const found = ownMessage(world, bot, parameters, 'edit');
  if ('ok' in found) return found;
  const refusal = checkMessage(parameters);
  if (refusal !== null) return refusal;
  const { entities, buttons } = parameters;
  return edited(world, found, { text: parameters.text('text') ?? '', entities, buttons });
}

/** Replaces a message's buttons. https://core.telegram.org/bots/api#editmessagereplymarkup */
export function editMessageReplyMarkup(world: World, bot: BotAccount, parameters: Parameters): BotAnswer {
  const found = ownMessage(world, bot, parameters, 'edit');
  if ('ok' in found) return found;
  const { text, entities } = found.message.now;
  return edited(world, found, { text, entities, buttons: parameters.buttons });
}

/** Removes a message. https://core.telegram.org/bots/api#deletemessage */
export function deleteMessage(world: World, bot: BotAccount, parameters: Parameters): BotAnswer {
  const found = ownMessage(world, bot, parameters, 'delete');
  if ('ok' in found) return found;
  found.chat.log.delete(found.message.messageId);
  return result(true);
}

/** Puts a reaction on a message, or takes it away. https://core.telegram.org/bots/api#setmessagereaction */
export function setMessageReaction(world: World, _bot: BotAccount, parameters: Parameters): BotAnswer {
  const chat = openChat(world, parameters);
  if ('ok' in chat) return chat;
  const message = chat.log.find(parameters.integer('message_id') ?? 0);
  if (message === undefined) return badRequest('message to react not found');
  const { emoji } = parameters;
  if (emoji === null || emoji.length > 1) return badRequest('REACTIONS_TOO_MANY');
  const [one = null] = emoji;
  if (one !== null && !chat.facts.reactions.includes(one)) return badRequest('REACTION_INVALID');
  chat.log.react(message.messageId, one);
  return result(true);
}

interface Found {
  readonly chat: WorldChat;
  readonly message: LoggedMessage;
}

function edited(
  world: World,
  found: Found,
  shown: Pick<LoggedMessage['now'], 'text' | 'entities' | 'buttons'>,
): BotAnswer {
  const { text, entities, buttons } = found.message.now;
  if (JSON.stringify([text, entities, buttons]) === JSON.stringify([shown.text, shown.entities, shown.buttons])) {
    return badRequest(
      'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
    );
  }
  found.chat.log.edit(found.message.messageId, shown);
  const message = found.chat.log.find(found.message.messageId);
  return result(message === undefined ? true : wireMessage(message, world));
}

function ownMessage(world: World, bot: BotAccount, parameters: Parameters, what: 'edit' | 'delete'): Found | BotAnswer {
  const chat = openChat(world, parameters);
  if ('ok' in chat) return chat;
  const message = chat.log.find(parameters.integer('message_id') ?? 0);
  if (message === undefined) return badRequest(`message to ${what} not found`);
  if (message.from !== bot.person.id) return badRequest(`message can't be ${what}${what === 'edit' ? 'ed' : 'd'}`);
  return { chat, message };
}

function openChat(world: World, parameters: Parameters): WorldChat | BotAnswer {
  const chatId = parameters.integer('chat_id');
  const chat = chatId === null ? undefined : world.chat(chatId);
  if (chat === undefined) return badRequest('chat not found');
  if (chat.facts.closed !== null) return forbidden(chat.facts.closed);
  if (chat.facts.movedTo === null) return chat;
  const description = 'Bad Request: group chat was upgraded to a supergroup chat';
  return { ok: false, code: 400, description, parameters: { migrate_to_chat_id: chat.facts.movedTo } };
}
