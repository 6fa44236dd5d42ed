import { type BotAccount, botAccount } from './bot-account.js';
import { BotApi, type LoggedCall } from './bot-api.js';
import type { ChatLog, LoggedButton, LoggedMessage, NewMessage } from './chat-log.js';
import { Faults } from './faults.js';
import { type FileMember, type KeptFile, type NewFile, wireFile } from './file-shelf.js';
import { HttpFront } from './http-front.js';
import { inProcessFetch } from './in-process-fetch.js';
import { Waiting } from './waiting.js';
import { wireChat, wireMessage, wireUser } from './wire.js';
import { type ChatFacts, type ChatPeople, World } from './world.js';

/** How a person's message is written. */
export interface WriteOptions {
  readonly replyTo?: number;
  readonly threadId?: number;
  /** Token of the bot that gets it; else all bots, in a private chat the first one. */
  readonly bot?: string;
  /** Further members of the Bot API's `Message`, which win over ours: `caption`, `forward_origin`, `quote`, … */
  readonly extra?: Readonly<Record<string, unknown>>;
}

/** A file that a person sends: a new one, or one that Telegram has. */
export interface SentFile {
  readonly file: NewFile | KeptFile;
  /** `document` unless given. */
  readonly kind?: FileMember;
  readonly caption?: string;
  readonly album?: string;
}

/**
 * A Bot API on the loopback interface with its own people and chats. What a bot does is checked as Telegram would and
 * written down; what people do is told to the bots. Depends on nothing but Node, so that demonstrations can use it too.
 */
export class TelegramServer {
  readonly faults = new Faults();
  readonly world: World;
  /** A `fetch` that reaches this server without a socket. */
  readonly fetch: typeof fetch;
  /** How long each answer over a socket is held back. */
  latencyMs = 0;
  readonly #bots = new Map<string, BotAccount>();
  readonly #waiting = new Waiting();
  readonly #api: BotApi;
  readonly #front: HttpFront;
  #lastButton = 0;

  constructor(options: { readonly now?: () => number } = {}) {
    this.world = new World(options.now ?? Date.now);
    this.#api = new BotApi(this.world, this.#bots, this.faults, () => this.#waiting.changed());
    this.#front = new HttpFront(this.#api, () => this.latencyMs);
    this.fetch = inProcessFetch(this.#api);
  }

  /** `http://127.0.0.1:<port>`; throws while it is not listening. */
  get url(): string {
    return this.#front.url;
  }

  /** Every call so far, oldest first. */
  get calls(): readonly LoggedCall[] {
    return this.#api.calls;
  }

  /** Listens, on a free port unless one is given, and answers the port. */
  start(port?: number): Promise<number> {
    return this.#front.start(port);
  }

  /** Ends every connection at once and stops listening; chats and bots stay, and it may be started again. */
  stop(): Promise<void> {
    return this.#front.stop();
  }

  /** Makes a bot; its user id is the part of the token before the colon. */
  addBot(token: string, options: { readonly username?: string; readonly firstUpdateId?: number } = {}): BotAccount {
    const username = options.username ?? `bot_${token.split(':')[0]}_bot`;
    const person = { id: Number(token.split(':')[0]), name: username, username, isBot: true };
    this.world.addPerson(person);
    const account = botAccount(token, person, options.firstUpdateId ?? 1);
    this.#bots.set(token, account);
    return account;
  }

  /** Makes a person with a name; people who are not made have made-up names. */
  addUser(id: number, name: string): void {
    this.world.addPerson({ id, name, isBot: false });
  }

  /** Makes a group (negative id) or a private chat; private chats also come into being by themselves. */
  addChat(chatId: number, facts?: Partial<Omit<ChatFacts, keyof ChatPeople>> & ChatPeople): ChatLog {
    return this.world.addChat(chatId, facts).log;
  }

  /** The chat's messages. */
  chat(chatId: number): ChatLog {
    const chat = this.world.chat(chatId);
    if (chat === undefined) throw new Error(`there is no chat ${chatId}`);
    return chat.log;
  }

  /** A person writes a text; answers the message. */
  sendText(chatId: number, userId: number, text: string, options: WriteOptions = {}): LoggedMessage {
    return this.#say(chatId, userId, { text }, options);
  }

  /** A person sends a file, with or without a caption; those that name the same `album` belong together. */
  sendFile(chatId: number, userId: number, file: SentFile, options: WriteOptions = {}): LoggedMessage {
    const { kind = 'document', caption = '', album } = file;
    const kept = 'fileId' in file.file ? file.file : this.world.files.add(file.file);
    const media = { ...wireFile(kind, kept), ...(album === undefined ? {} : { media_group_id: album }) };
    return this.#say(chatId, userId, { text: caption, media }, options);
  }

  /** A person presses a button, named by its data or by its place counted over all rows; answers the callback query id. */
  press(chatId: number, messageId: number, button: string | number, userId = chatId): string {
    const message = this.chat(chatId).find(messageId);
    if (message === undefined) throw new Error(`there is no message ${messageId} in chat ${chatId}`);
    const bot = [...this.#bots.values()].find((one) => one.person.id === message.from);
    if (bot === undefined) throw new Error(`message ${messageId} is not a bot's`);
    const { data } = findButton(message, button);
    return this.#queue(bot, userId, { message: wireMessage(message, this.world), chat_instance: `${chatId}`, data });
  }

  /**
   * A changed client sends data as if it stood under a message, which Telegram lets through
   * (https://core.telegram.org/bots/api#callbackquery); with a message that isn't there it is shown as one too old.
   */
  forgePress(chatId: number, messageId: number, data: string, userId = chatId): string {
    const message = this.world.chat(chatId)?.log.find(messageId);
    const all = [...this.#bots.values()];
    const bot = all.find((one) => one.person.id === message?.from) ?? all[0];
    if (bot === undefined) throw new Error('there is no bot');
    const shown =
      message === undefined
        ? { message_id: messageId, date: 0, chat: wireChat(chatId, this.world) }
        : wireMessage(message, this.world);
    return this.#queue(bot, userId, { message: shown, chat_instance: `${chatId}`, data });
  }

  /** Hands a bot any update; `update_id` is put in unless it is there. */
  push(token: string, update: Readonly<Record<string, unknown>>): void {
    this.bot(token).updates.add(update);
    this.#waiting.changed();
  }

  /** The bot with the token. */
  bot(token: string): BotAccount {
    const bot = this.#bots.get(token);
    if (bot === undefined) throw new Error('there is no such bot');
    return bot;
  }

  /** From now on the token is refused with 401. */
  revoke(token: string): void {
    this.bot(token).revoked = true;
  }

  /** The group becomes a supergroup with another id: calls that name the old one are told so. */
  migrate(from: number, to: number): ChatLog {
    const chat = this.world.chat(from);
    if (chat === undefined) throw new Error(`there is no chat ${from}`);
    chat.facts.movedTo = to;
    return this.addChat(to, { kind: 'supergroup', title: chat.facts.title });
  }

  /** Nobody can be written to in the chat any more, for a reason in Telegram's words. */
  block(chatId: number, reason = 'bot was blocked by the user'): void {
    const chat = this.world.chat(chatId);
    if (chat !== undefined) chat.facts.closed = reason;
  }

  /** Bots may write in the chat again, and are told so. */
  letIn(chatId: number): void {
    const chat = this.world.chat(chatId);
    if (chat === undefined) return;
    chat.facts.closed = null;
    for (const bot of this.#audience(chatId, undefined)) {
      const standing = (status: string) => ({ status, user: wireUser(bot.person) });
      const change = { old_chat_member: standing('kicked'), new_chat_member: standing('member') };
      const facts = { chat: wireChat(chatId, this.world), from: wireUser(this.world.person(7)), date: 0 };
      bot.updates.add({ my_chat_member: { ...facts, ...change } });
    }
    this.#waiting.changed();
  }

  /** Resolves with the first value of `look` that is neither `false`, `null` nor `undefined`. */
  waitFor<T>(look: () => T, timeoutMs = 120_000): Promise<Exclude<T, false | null | undefined>> {
    return this.#waiting.for(look, timeoutMs);
  }

  /** A chat as the Bot API shows it, for updates that are written by hand. */
  wireChat(chatId: number): Readonly<Record<string, unknown>> {
    return wireChat(chatId, this.world);
  }

  #say(chatId: number, userId: number, said: Pick<NewMessage, 'text' | 'media'>, options: WriteOptions): LoggedMessage {
    const { replyTo = null, threadId = null, extra = {}, bot: token } = options;
    const author = { from: userId, fromBot: false, silent: false };
    const message = this.chat(chatId).add({ ...author, threadId, replyTo, entities: [], buttons: [], ...said });
    const body = { message: { ...wireMessage(message, this.world), ...extra } };
    for (const bot of this.#audience(chatId, token)) bot.updates.add(body);
    this.#waiting.changed();
    return message;
  }

  #queue(bot: BotAccount, userId: number, pressed: Readonly<Record<string, unknown>>): string {
    const id = `${++this.#lastButton}`;
    bot.openButtons.add(id);
    bot.updates.add({ callback_query: { id, from: wireUser(this.world.person(userId)), ...pressed } });
    this.#waiting.changed();
    return id;
  }

  #audience(chatId: number, token: string | undefined): readonly BotAccount[] {
    if (token !== undefined) return [this.bot(token)];
    const bots = [...this.#bots.values()];
    return chatId > 0 ? bots.slice(0, 1) : bots;
  }
}

function findButton(message: LoggedMessage, button: string | number): LoggedButton {
  const buttons = message.now.buttons.flat();
  const found = typeof button === 'number' ? buttons[button] : buttons.find((one) => one.data === button);
  if (found === undefined) throw new Error(`message ${message.messageId} has no button ${button}`);
  return found;
}
