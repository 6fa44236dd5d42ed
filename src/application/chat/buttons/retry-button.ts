import { fail, ok, type Result } from '../../../domain/result.js';
import type { FollowChats } from '../../delivery/follow-chats.js';
import { RETRY_BUTTON, RETRY_WAYS, type RetryWay } from '../../delivery/retry-buttons.js';
import type { Offer, OfferStore } from '../../ports/chat/offer-store.js';
import type { RetryRuns } from '../../schedule/retry-runs.js';
import type { MayPress } from '../../values/may-press.js';
import { TOASTS } from '../../wording/buttons/toasts.js';
import { isOfChat } from '../understand/is-of-chat.js';
import { type ButtonHandler, NO_EFFECT, type StaleButton } from './button-handler.js';
import type { ButtonPress, PressedAt } from './button-press.js';

/** A task that failed, and how it is to be tried again. */
export interface PressedRetry {
  readonly way: RetryWay;
  readonly offer: Offer;
}

/** Tries a failed task again: once, in its chat, by who asked for it or by who decides for the chat. */
export class RetryButton implements ButtonHandler<PressedRetry> {
  readonly prefix = RETRY_BUTTON;
  readonly mayPress = {
    by: ({ offer }: PressedRetry): MayPress => ({ who: 'owner', what: 'run', owner: offer.request.requestedBy }),
  };
  readonly #chats: FollowChats;
  readonly #offers: OfferStore;
  readonly #retry: RetryRuns;

  constructor(chats: FollowChats, offers: OfferStore, retry: RetryRuns) {
    this.#chats = chats;
    this.#offers = offers;
    this.#retry = retry;
  }

  async find(data: string, { message }: PressedAt): Promise<Result<PressedRetry, StaleButton>> {
    const [verb, ...more] = data.split(':');
    const way = RETRY_WAYS.find((one) => one === verb);
    if (way === undefined) return NO_EFFECT;
    const offer = await this.#offers.find(more.join(':'));
    if (offer === null || 'answers' in offer) return fail({ toast: TOASTS.offer.tooLongAgo });
    const isHere = await isOfChat(message, offer.request.place.chatId, this.#chats);
    return isHere ? ok({ way, offer }) : fail({ toast: TOASTS.offer.tooLongAgo });
  }

  async press(press: ButtonPress, { way, offer }: PressedRetry): Promise<void> {
    const outcome = await this.#retry.take(way, offer, press.sender.id);
    if (outcome === 'too-many') return press.say(TOASTS.retry.tooMany);
    press.strip();
    await press.say(TOASTS.retry[outcome]);
  }
}
