import type { ChatId } from '../../../domain/ids.js';
import { fail, ok, type Result } from '../../../domain/result.js';
import type { FollowChats } from '../../delivery/follow-chats.js';
import { KEPT_BUTTON, type KeptFinals } from '../../delivery/kept-finals.js';
import { TOASTS } from '../../wording/buttons/toasts.js';
import { isOfChat } from '../understand/is-of-chat.js';
import { type ButtonHandler, NO_EFFECT, type StaleButton } from './button-handler.js';
import type { ButtonPress, PressedAt } from './button-press.js';

/** Sends further answers that were kept while their chat could not be reached. */
export class KeptButton implements ButtonHandler<ChatId> {
  readonly prefix = KEPT_BUTTON;
  readonly mayPress = { who: 'anyone' } as const;
  readonly #chats: FollowChats;
  readonly #kept: KeptFinals;

  constructor(chats: FollowChats, kept: KeptFinals) {
    this.#chats = chats;
    this.#kept = kept;
  }

  async find(data: string, { message }: PressedAt): Promise<Result<ChatId, StaleButton>> {
    if (!/^-?\d{1,15}$/.test(data)) return NO_EFFECT;
    const chatId = Number(data);
    return (await isOfChat(message, chatId, this.#chats)) ? ok(chatId) : fail({ toast: TOASTS.noEffect });
  }

  async press(press: ButtonPress, chatId: ChatId): Promise<void> {
    press.strip();
    this.#kept.reached(chatId);
    await press.say(TOASTS.kept.sending);
  }
}
