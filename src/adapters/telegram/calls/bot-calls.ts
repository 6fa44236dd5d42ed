import type { ButtonStyle } from '../../../application/ports/chat/chat-channel.js';
import { shortened } from '../../../application/wording/text/excerpt.js';
import type { ChatId, MessageId, MessageRef, ThreadId, UserId } from '../../../domain/ids.js';
import type { Alarm } from '../../../domain/ports/alarm.js';
import type { StopSignal } from '../../../domain/ports/stop-signal.js';
import { fail, ok, type Result } from '../../../domain/result.js';
import type { FormattedText } from '../text/formatted-text.js';
import { type CallProblem, callProblem } from './call-problem.js';
import { type ApiTools, type BotIdentity, PatientApi } from './patient-api.js';
import { tokenRedaction } from './token-redaction.js';
import { caption, inputFile, type Upload, uploadMs } from './upload.js';

/** A button as Telegram takes it (https://core.telegram.org/bots/api#inlinekeyboardbutton). */
export type KeyboardButton =
  | { readonly text: string; readonly callback_data: string; readonly style?: ButtonStyle }
  | { readonly text: string; readonly copy_text: { readonly text: string } };

/** Buttons by rows. */
export type Keyboard = readonly (readonly KeyboardButton[])[];

/** Where a message goes, and how. */
export interface Envelope {
  readonly chatId: ChatId;
  readonly threadId: ThreadId | null;
  readonly replyTo: MessageId | null;
  readonly silent: boolean;
}

/** A message to be posted. */
export interface OutgoingMessage extends Envelope {
  readonly text: FormattedText;
  readonly keyboard: Keyboard;
  /** Opens the field for a reply, which says this while it is empty; where there are no buttons. */
  readonly asks?: string | undefined;
}

/** The answer to a call, or why there is none. */
export type Called<T> = Promise<Result<T, CallProblem>>;

const CALL_DEADLINE_MS = 30_000;
const EDIT_DEADLINE_MS = 15_000;
const REACTION_DEADLINE_MS = 5_000;
const QUICK_DEADLINE_MS = 10_000;
/** How much longer than the poll itself its answer may take. */
const POLL_MARGIN_MS = 20_000;
const UPDATE_KINDS = ['message', 'edited_message', 'channel_post', 'callback_query', 'my_chat_member'];

/** The calls of the Bot API that we use, for one bot. Nothing throws, nothing is repeated, nothing shows the token. */
export class BotCalls {
  readonly #api: PatientApi;
  readonly #alarm: Alarm;
  readonly #redact: (text: string) => string;
  readonly #closed = new AbortController();

  constructor(bot: BotIdentity, alarm: Alarm, tools: ApiTools) {
    this.#api = new PatientApi(bot, tools);
    this.#alarm = alarm;
    this.#redact = tokenRedaction(bot.token);
  }

  /** Ends every call that is under way and answers `stopped` to every later one. */
  close(): void {
    this.#closed.abort();
  }

  /** Who the bot is. */
  getMe(): Called<{ readonly id: number; readonly username: string; readonly readsGroups: boolean }> {
    return this.#call(QUICK_DEADLINE_MS, async (signal) => {
      const me = await this.#api.getMe(signal);
      if (!Number.isSafeInteger(me.id)) throw new TypeError('no bot id');
      const readsGroups = me.can_read_all_group_messages === true;
      return { id: me.id, username: me.username ?? me.first_name, readsGroups };
    });
  }

  /** Whether the bot can see a chat. */
  getChat(chatId: ChatId): Called<void> {
    return this.#call(QUICK_DEADLINE_MS, async (signal) => void (await this.#api.getChat({ chat_id: chatId }, signal)));
  }

  /** Where a file can be fetched, by a path below the files of the bot, and how large it is as far as that is said. */
  getFile(fileId: string, stop: StopSignal): Called<{ readonly path: string; readonly bytes: number | null }> {
    return this.#call(
      CALL_DEADLINE_MS,
      async (signal) => {
        const { file_path: path, file_size: bytes } = await this.#api.getFile({ file_id: fileId }, signal);
        if (typeof path !== 'string' || path === '') throw new TypeError('no path');
        return { path, bytes: typeof bytes === 'number' && Number.isSafeInteger(bytes) ? bytes : null };
      },
      stop,
    );
  }

  /** Waits up to `timeoutS` for updates from `offset` on; each is whatever Telegram sent. */
  getUpdates(
    poll: { readonly offset: number | null; readonly timeoutS: number; readonly limit: number },
    stop?: AbortSignal,
    deadlineMs = poll.timeoutS * 1000 + POLL_MARGIN_MS,
  ): Called<readonly unknown[]> {
    return this.#call(
      deadlineMs,
      async (signal) => {
        const offset = poll.offset === null ? {} : { offset: poll.offset };
        const wish = { ...offset, timeout: poll.timeoutS, limit: poll.limit, allowed_updates: UPDATE_KINDS };
        const updates: unknown = await this.#api.getUpdates(wish, signal);
        if (!Array.isArray(updates)) throw new TypeError('not a list');
        return updates;
      },
      stop,
    );
  }

  /** Where the bot's updates are sent; empty for nowhere. */
  webhookUrl(): Called<string> {
    return this.#call(QUICK_DEADLINE_MS, async (signal) => `${(await this.#api.getWebhookInfo(signal)).url ?? ''}`);
  }

  /** Takes a webhook away that keeps the bot from polling; what waits for it stays. */
  deleteWebhook(): Called<void> {
    return this.#call(QUICK_DEADLINE_MS, async (signal) => void (await this.#api.deleteWebhook({}, signal)));
  }

  /** Posts a message and answers its id. */
  sendMessage(message: OutgoingMessage): Called<MessageId> {
    const keyboard = message.keyboard.length === 0 ? invitation(message.asks) : markup(message.keyboard);
    const params = { ...envelope(message), ...body(message.text), ...keyboard };
    return this.#call(CALL_DEADLINE_MS, async (signal) => idOf(await this.#api.sendMessage(params, signal)));
  }

  /** Posts a file and answers its message's id; it may take longer the larger it is. */
  sendDocument(to: Envelope, upload: Upload): Called<MessageId> {
    const params = { ...envelope(to), document: inputFile(upload), ...caption(upload) };
    return this.#call(uploadMs([upload]), async (signal) => idOf(await this.#api.sendDocument(params, signal)));
  }

  /** Posts a picture, to be seen at once. */
  sendPhoto(to: Envelope, upload: Upload): Called<MessageId> {
    const params = { ...envelope(to), photo: inputFile(upload), ...caption(upload) };
    return this.#call(uploadMs([upload]), async (signal) => idOf(await this.#api.sendPhoto(params, signal)));
  }

  /** Posts two to ten pictures as an album; the ids of its messages. */
  sendAlbum(to: Envelope, uploads: readonly Upload[]): Called<readonly MessageId[]> {
    const media = uploads.map((one) => ({ type: 'photo' as const, media: inputFile(one), ...caption(one) }));
    return this.#call(uploadMs(uploads), async (signal) =>
      (await this.#api.sendMediaGroup({ ...envelope(to), media }, signal)).map(idOf),
    );
  }

  /** Replaces a message's text and buttons. */
  editMessageText(
    { chatId, messageId }: MessageRef,
    { text, keyboard }: { readonly text: FormattedText; readonly keyboard: Keyboard },
  ): Called<void> {
    const params = { chat_id: chatId, message_id: messageId, ...body(text), ...markup(keyboard) };
    return this.#call(EDIT_DEADLINE_MS, async (signal) => void (await this.#api.editMessageText(params, signal)));
  }

  /** Takes the buttons from a message, but for some. */
  removeKeyboard(chatId: ChatId, messageId: MessageId, kept: Keyboard = []): Called<void> {
    const params = { chat_id: chatId, message_id: messageId, ...markup(kept) };
    return this.#call(
      EDIT_DEADLINE_MS,
      async (signal) => void (await this.#api.editMessageReplyMarkup(params, signal)),
    );
  }

  /** Removes a message. */
  deleteMessage(chatId: ChatId, messageId: MessageId): Called<void> {
    const params = { chat_id: chatId, message_id: messageId };
    return this.#call(EDIT_DEADLINE_MS, async (signal) => void (await this.#api.deleteMessage(params, signal)));
  }

  /** Puts the bot's one reaction on a message, or takes it away. */
  setMessageReaction({ chatId, messageId }: MessageRef, emoji: string | null): Called<void> {
    const reaction = emoji === null ? [] : [{ type: 'emoji' as const, emoji }];
    const params = { chat_id: chatId, message_id: messageId, reaction };
    return this.#call(
      REACTION_DEADLINE_MS,
      async (signal) => void (await this.#api.setMessageReaction(params, signal)),
    );
  }

  /** Ends the waiting state of a button. */
  answerCallbackQuery(buttonId: string, toast: string | null): Called<void> {
    const params = { callback_query_id: buttonId, ...(toast === null ? {} : { text: toast }) };
    return this.#call(QUICK_DEADLINE_MS, async (signal) => void (await this.#api.answerCallbackQuery(params, signal)));
  }

  /** A user's standing in a chat: `creator`, `administrator`, `member`, … */
  memberStatus(chatId: ChatId, userId: UserId): Called<string> {
    const params = { chat_id: chatId, user_id: userId };
    return this.#call(QUICK_DEADLINE_MS, async (signal) => (await this.#api.getChatMember(params, signal)).status);
  }

  /** Sets the command menu. */
  setMyCommands(commands: readonly { readonly name: string; readonly description: string }[]): Called<void> {
    const params = { commands: commands.map(({ name, description }) => ({ command: name, description })) };
    return this.#call(QUICK_DEADLINE_MS, async (signal) => void (await this.#api.setMyCommands(params, signal)));
  }

  async #call<T>(deadlineMs: number, work: (signal: AbortSignal) => Promise<T>, stop?: StopSignal): Called<T> {
    const call = new AbortController();
    const end = () => call.abort();
    const ends: readonly StopSignal[] = stop === undefined ? [this.#closed.signal] : [this.#closed.signal, stop];
    if (ends.some((signal) => signal.aborted)) return fail({ kind: 'stopped', reason: 'stopped' });
    for (const signal of ends) signal.addEventListener('abort', end);
    const cancel = this.#alarm.after(deadlineMs, end);
    try {
      return ok(await work(call.signal));
    } catch (error) {
      if (ends.some((signal) => signal.aborted)) return fail({ kind: 'stopped', reason: 'stopped' });
      if (call.signal.aborted) return fail({ kind: 'unavailable', reason: `no answer within ${deadlineMs} ms` });
      const problem = callProblem(error);
      return fail({ ...problem, reason: this.#redact(problem.reason) });
    } finally {
      cancel();
      for (const signal of ends) signal.removeEventListener('abort', end);
    }
  }
}

function envelope({ chatId, threadId, replyTo, silent }: Envelope) {
  const reply = { reply_parameters: { message_id: replyTo ?? 0, allow_sending_without_reply: true } };
  return {
    chat_id: chatId,
    ...(threadId === null ? {} : { message_thread_id: threadId }),
    ...(silent ? { disable_notification: true } : {}),
    ...(replyTo === null ? {} : reply),
  };
}

function idOf({ message_id }: { readonly message_id: number }): MessageId {
  if (!Number.isSafeInteger(message_id)) throw new TypeError('no message id');
  return message_id;
}

function body(text: FormattedText) {
  const entities = text.entities.map((entity) => ({ ...entity }));
  return {
    text: text.text,
    ...(entities.length === 0 ? {} : { entities }),
    link_preview_options: { is_disabled: true },
  };
}

/** At most 64 characters are taken (https://core.telegram.org/bots/api#forcereply). */
function invitation(asks: string | undefined) {
  if (asks === undefined) return {};
  return { reply_markup: { force_reply: true as const, input_field_placeholder: shortened(asks, 64) } };
}

function markup(keyboard: Keyboard) {
  return { reply_markup: { inline_keyboard: keyboard.map((row) => row.map((button) => ({ ...button }))) } };
}
