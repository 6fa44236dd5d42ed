import { fail, ok, type Result } from '../../../domain/result.js';
import type { FollowChats } from '../../delivery/follow-chats.js';
import { OFFER_BUTTON } from '../../delivery/offer-buttons.js';
import type { Offer, OfferStore } from '../../ports/chat/offer-store.js';
import { continuation } from '../../run/interrupted.js';
import type { RunOffered } from '../../run/run-offered.js';
import { TOASTS } from '../../wording/buttons/toasts.js';
import { isOfChat } from '../understand/is-of-chat.js';
import { type ButtonHandler, NO_EFFECT, type StaleButton } from './button-handler.js';
import type { ButtonPress, PressedAt } from './button-press.js';

const WAYS = ['again', 'continue', 'now'] as const;

/** What is offered, and how it is wanted. */
export interface PressedOffer {
  readonly way: (typeof WAYS)[number];
  readonly offer: Offer;
}

/** Begins an offered run: each offer is taken once, in the chat that it belongs to, however often and whichever of its buttons is pressed. */
export class OfferButton implements ButtonHandler<PressedOffer> {
  readonly prefix = OFFER_BUTTON;
  readonly mayPress = { who: 'administrators', to: 'start' } as const;
  readonly #chats: FollowChats;
  readonly #offers: OfferStore;
  readonly #runOffered: RunOffered;

  constructor(chats: FollowChats, offers: OfferStore, runOffered: RunOffered) {
    this.#chats = chats;
    this.#offers = offers;
    this.#runOffered = runOffered;
  }

  async find(data: string, { message }: PressedAt): Promise<Result<PressedOffer, StaleButton>> {
    const [verb, ...more] = data.split(':');
    const way = WAYS.find((one) => one === verb);
    if (way === undefined) return NO_EFFECT;
    const offer = await this.#offers.find(more.join(':'));
    const isHere =
      offer !== null && 'request' in offer && (await isOfChat(message, offer.request.place.chatId, this.#chats));
    return isHere ? ok({ way, offer }) : fail({ toast: TOASTS.offer.tooLongAgo });
  }

  async press(press: ButtonPress, { way, offer: { key, request, resume } }: PressedOffer): Promise<void> {
    const wanted = way === 'continue' && resume !== null ? continuation(request, resume) : request;
    const taken = await this.#runOffered.take(key, { ...wanted, requestedBy: press.sender.id });
    if (way !== 'now') press.strip();
    await press.say(taken ? TOASTS.offer.started : TOASTS.offer.already);
  }
}
