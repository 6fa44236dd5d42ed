import type { ChatBot, ChatBotSlice } from '../../ports/chat-bot.js';
import type { OfferBook } from '../../ports/offer-book.js';
import type { AdapterHost } from '../../reload/adapter-host.js';
import { continuation } from '../../run/interrupted.js';
import { OFFER_BUTTON } from '../../run/offer-buttons.js';
import { botOf } from '../bot-of.js';
import type { InboundButton } from '../inbound.js';
import type { RunOffered } from '../run-offered.js';
import type { ButtonHandler } from './button-handler.js';
import { isTrusted } from './is-trusted.js';

/** Begins an offered run: each offer is taken once, however often and whichever of its buttons is pressed. */
export class OfferButton implements ButtonHandler {
  readonly prefix = OFFER_BUTTON;
  readonly #bots: AdapterHost<ChatBotSlice, ChatBot>;
  readonly #offers: OfferBook;
  readonly #runOffered: RunOffered;

  constructor(bots: AdapterHost<ChatBotSlice, ChatBot>, offers: OfferBook, runOffered: RunOffered) {
    this.#bots = bots;
    this.#offers = offers;
    this.#runOffered = runOffered;
  }

  async press(button: InboundButton, rest: string): Promise<string> {
    const { channel } = await botOf(this.#bots, button);
    if (!(await isTrusted(button, channel))) return 'Only administrators of this group may start that.';
    const [way, ...more] = rest.split(':');
    const offer = await this.#offers.find(more.join(':'));
    if (offer === null || 'answers' in offer) return 'That is too long ago; send it again.';
    const { key, request, resume } = offer;
    const wanted = way === 'continue' && resume !== null ? continuation(request, resume) : request;
    const taken = await this.#runOffered.take(key, { ...wanted, requestedBy: button.sender.id });
    if (way !== 'now') void channel.strip(button);
    return taken ? 'Started' : 'It was started already';
  }
}
