import type { InboundButton } from '../../domain/chat/inbound.js';
import type { FollowChats } from '../delivery/follow-chats.js';
import type { AdapterHost } from '../hosting/adapter-host.js';
import { botOf } from '../hosting/bot-of.js';
import type { ChatBot, ChatBotSlice } from '../ports/chat/chat-bot.js';
import type { OfferStore } from '../ports/chat/offer-store.js';
import type { ButtonHandler } from './buttons/button-handler.js';
import type { HandleAnswered } from './handle-answered.js';
import { QUESTION_BUTTON } from './understand/ask-first.js';
import { isOfChat } from './understand/is-of-chat.js';
import { mayDecide } from './understand/may-decide.js';

/** Says what a message means that started nothing before: once, by who wrote it or by who decides for the chat. */
export class QuestionButton implements ButtonHandler {
  readonly prefix = QUESTION_BUTTON;
  readonly #bots: AdapterHost<ChatBotSlice, ChatBot>;
  readonly #chats: FollowChats;
  readonly #offers: OfferStore;
  readonly #handle: HandleAnswered;

  constructor(
    bots: AdapterHost<ChatBotSlice, ChatBot>,
    chats: FollowChats,
    offers: OfferStore,
    handle: HandleAnswered,
  ) {
    this.#bots = bots;
    this.#chats = chats;
    this.#offers = offers;
    this.#handle = handle;
  }

  async press(button: InboundButton, rest: string): Promise<string> {
    const { channel } = await botOf(this.#bots, button);
    const [way = '', key = ''] = rest.split(':');
    const question = await this.#offers.find(key);
    const answer = question !== null && 'answers' in question ? question.answers[way] : undefined;
    const [first] = answer ?? [];
    if (question === null || !('answers' in question) || answer === undefined || first === undefined) {
      return 'That is too long ago; send it again.';
    }
    if (!(await isOfChat(button, first.chatId, this.#chats))) return 'That is too long ago; send it again.';
    if (!(await mayDecide(button, { requestedBy: question.askedOf }, channel))) {
      return 'Only who wrote it, or an administrator of this group, may decide that.';
    }
    const messages = answer.map((message) => ({ ...message, sender: button.sender }));
    const isFirst = await this.#handle.take(key, messages);
    if (question.listed !== true) void channel.strip(button);
    return isFirst ? 'OK' : 'That was decided already';
  }
}
