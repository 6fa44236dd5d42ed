import type { BotAccount } from './bot-account.js';
import { type BotAnswer, badRequest, result } from './bot-answer.js';
import {
  deleteMessage,
  editMessageReplyMarkup,
  editMessageText,
  sendDocument,
  sendMediaGroup,
  sendMessage,
  sendPhoto,
  setMessageReaction,
} from './message-methods.js';
import type { Parameters } from './parameters.js';
import { wireChat, wireUser } from './wire.js';
import type { World } from './world.js';

type Method = (
  world: World,
  bot: BotAccount,
  parameters: Parameters,
  signal: AbortSignal,
) => BotAnswer | Promise<BotAnswer>;

const METHODS: Readonly<Record<string, Method>> = {
  getme: (_world, bot) => result({ ...wireUser(bot.person), can_join_groups: true }),
  getupdates: (_world, bot, parameters, signal) => getUpdates(bot, parameters, signal),
  sendmessage: sendMessage,
  senddocument: sendDocument,
  sendphoto: sendPhoto,
  sendmediagroup: sendMediaGroup,
  editmessagetext: editMessageText,
  editmessagereplymarkup: editMessageReplyMarkup,
  deletemessage: deleteMessage,
  setmessagereaction: setMessageReaction,
  answercallbackquery: (_world, bot, parameters) => answerCallbackQuery(bot, parameters),
  setmycommands: (_world, bot, parameters) => setMyCommands(bot, parameters),
  getmycommands: (_world, bot) => result(bot.menu),
  getfile: (world, _bot, parameters) => getFile(world, parameters),
  getchat: (world, _bot, parameters) => getChat(world, parameters),
  getchatmember: (world, _bot, parameters) => getChatMember(world, parameters),
  getwebhookinfo: (_world, bot) => result({ url: bot.webhook ?? '', pending_update_count: 0 }),
  deletewebhook: (_world, bot) => deleteWebhook(bot),
  sendchataction: () => result(true),
};

/** Carries out a method; names are compared without regard to case, as Telegram does. */
export async function callMethod(
  world: World,
  bot: BotAccount,
  call: { readonly method: string; readonly parameters: Parameters; readonly signal: AbortSignal },
): Promise<BotAnswer> {
  const method = METHODS[call.method.toLowerCase()];
  if (method === undefined) return { ok: false, code: 404, description: 'Not Found: method not found' };
  return await method(world, bot, call.parameters, call.signal);
}

async function getUpdates(bot: BotAccount, parameters: Parameters, signal: AbortSignal): Promise<BotAnswer> {
  if (bot.webhook !== null) {
    const description =
      "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first";
    return { ok: false, code: 409, description };
  }
  const limit = Math.min(100, Math.max(1, parameters.integer('limit') ?? 100));
  const timeoutMs = Math.max(0, parameters.integer('timeout') ?? 0) * 1000;
  return await bot.updates.poll({ offset: parameters.integer('offset'), limit, timeoutMs }, signal);
}

function answerCallbackQuery(bot: BotAccount, parameters: Parameters): BotAnswer {
  const id = parameters.text('callback_query_id') ?? '';
  if (!bot.openButtons.delete(id)) {
    return badRequest('query is too old and response timeout expired or query ID is invalid');
  }
  bot.answeredButtons.set(id, parameters.text('text'));
  return result(true);
}

function setMyCommands(bot: BotAccount, parameters: Parameters): BotAnswer {
  const commands = parameters.structure('commands');
  if (!Array.isArray(commands)) return badRequest("can't parse commands");
  const bad = commands.find((one: { command?: unknown }) => !/^[a-z0-9_]{1,32}$/.test(`${one.command}`));
  if (bad !== undefined) return badRequest('BOT_COMMAND_INVALID');
  bot.menu = commands;
  return result(true);
}

/** What the cloud's server gives out at most. https://core.telegram.org/bots/api#getfile */
const LARGEST_DOWNLOAD = 20 * 1_024 * 1_024;

function getFile(world: World, parameters: Parameters): BotAnswer {
  const file = world.files.find(parameters.text('file_id') ?? '');
  if (file === undefined) return badRequest('wrong file_id or the file is temporarily unavailable');
  if (file.bytes > LARGEST_DOWNLOAD) return badRequest('file is too big');
  const { fileId, uniqueId, path, bytes } = file;
  return result({ file_id: fileId, file_unique_id: uniqueId, file_size: bytes, file_path: path });
}

function getChat(world: World, parameters: Parameters): BotAnswer {
  const chatId = parameters.integer('chat_id');
  if (chatId === null || world.chat(chatId) === undefined) return badRequest('chat not found');
  return result(wireChat(chatId, world));
}

function getChatMember(world: World, parameters: Parameters): BotAnswer {
  const chatId = parameters.integer('chat_id') ?? 0;
  const userId = parameters.integer('user_id') ?? 0;
  const facts = world.chat(chatId)?.facts;
  if (facts === undefined) return badRequest('chat not found');
  const member = facts.members.has(userId) ? 'member' : 'left';
  const status = facts.administrators.has(userId) ? 'administrator' : member;
  return result({ status, user: wireUser(world.person(userId)) });
}

function deleteWebhook(bot: BotAccount): BotAnswer {
  bot.webhook = null;
  return result(true);
}
