import type { InboundMessage } from '../../domain/chat/inbound.js';
import { fail, ok, type Result } from '../../domain/result.js';
import type { FollowChats } from '../delivery/follow-chats.js';
import type { OfferStore, Question } from '../ports/chat/offer-store.js';
import type { MayPress } from '../values/may-press.js';
import { TOASTS } from '../wording/buttons/toasts.js';
import type { ButtonHandler, StaleButton } from './buttons/button-handler.js';
import type { ButtonPress, PressedAt } from './buttons/button-press.js';
import type { HandleAnswered } from './handle-answered.js';
import { QUESTION_BUTTON } from './understand/ask-first.js';
import { isOfChat } from './understand/is-of-chat.js';

/** A question about a message, and the messages that the answer makes of it. */
export interface PressedQuestion {
  readonly question: Question;
  readonly answer: readonly InboundMessage[];
}

/** Says what a message means that started nothing before: once, by who wrote it or by who decides for the chat. */
export class QuestionButton implements ButtonHandler<PressedQuestion> {
  readonly prefix = QUESTION_BUTTON;
  readonly mayPress = {
    by: ({ question }: PressedQuestion): MayPress => ({ who: 'owner', what: 'message', owner: question.askedOf }),
  };
  readonly #chats: FollowChats;
  readonly #offers: OfferStore;
  readonly #handle: HandleAnswered;

  constructor(chats: FollowChats, offers: OfferStore, handle: HandleAnswered) {
    this.#chats = chats;
    this.#offers = offers;
    this.#handle = handle;
  }

  async find(data: string, { message }: PressedAt): Promise<Result<PressedQuestion, StaleButton>> {
    const [way = '', key = ''] = data.split(':');
    const question = await this.#offers.find(key);
    if (question === null || !('answers' in question)) return TOO_LATE;
    const answer = new Map(Object.entries(question.answers)).get(way);
    const [first = question.asked?.[0]] = answer ?? [];
    if (answer === undefined || first === undefined) return TOO_LATE;
    return (await isOfChat(message, first.chatId, this.#chats)) ? ok({ question, answer }) : TOO_LATE;
  }

  async press(press: ButtonPress, { question, answer }: PressedQuestion): Promise<void> {
    const shownIn = press.message.messageId;
    const messages = answer.map(({ transcript, ...message }) => ({
      ...message,
      sender: press.sender,
      ...(transcript === undefined ? {} : { transcript: { shownIn, ...transcript } }),
    }));
    const isFirst = await (answer.length === 0
      ? this.#handle.drop(question)
      : this.#handle.take(question.key, messages, press.turn));
    if (question.listed !== true) press.strip();
    await press.say(isFirst ? TOASTS.question.taken : TOASTS.question.already);
  }
}

const TOO_LATE = fail<StaleButton>({ toast: TOASTS.offer.tooLongAgo });
