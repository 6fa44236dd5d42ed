import type { InboundButton } from '../../../domain/chat/inbound.js';
import type { FollowChats } from '../../delivery/follow-chats.js';
import { OFFER_BUTTON } from '../../delivery/offer-buttons.js';
import type { AdapterHost } from '../../hosting/adapter-host.js';
import { botOf } from '../../hosting/bot-of.js';
import type { ChatBot, ChatBotSlice } from '../../ports/chat/chat-bot.js';
import type { OfferStore } from '../../ports/chat/offer-store.js';
import { continuation } from '../../run/interrupted.js';
import type { RunOffered } from '../../run/run-offered.js';
import { isOfChat } from '../understand/is-of-chat.js';
import { isTrusted } from '../understand/is-trusted.js';
import type { ButtonHandler } from './button-handler.js';

const TOO_LONG_AGO = 'That is too long ago; send it again.';

/** Begins an offered run: each offer is taken once, in the chat that it belongs to, however often and whichever of its buttons is pressed. */
export class OfferButton implements ButtonHandler {
  readonly prefix = OFFER_BUTTON;
  readonly #bots: AdapterHost<ChatBotSlice, ChatBot>;
  readonly #chats: FollowChats;
  readonly #offers: OfferStore;
  readonly #runOffered: RunOffered;

  constructor(
    bots: AdapterHost<ChatBotSlice, ChatBot>,
    chats: FollowChats,
    offers: OfferStore,
    runOffered: RunOffered,
  ) {
    this.#bots = bots;
    this.#chats = chats;
    this.#offers = offers;
    this.#runOffered = runOffered;
  }

  async press(button: InboundButton, rest: string): Promise<string> {
    const { channel } = await botOf(this.#bots, button);
    if (!(await isTrusted(button, channel))) return 'Only administrators of this group may start that.';
    const [way, ...more] = rest.split(':');
    const offer = await this.#offers.find(more.join(':'));
    if (offer === null || 'answers' in offer) return TOO_LONG_AGO;
    const { key, request, resume } = offer;
    if (!(await isOfChat(button, request.place.chatId, this.#chats))) return TOO_LONG_AGO;
    const wanted = way === 'continue' && resume !== null ? continuation(request, resume) : request;
    const taken = await this.#runOffered.take(key, { ...wanted, requestedBy: button.sender.id });
    if (way !== 'now') void channel.strip(button);
    return taken ? 'Started' : 'It was started already';
  }
}
