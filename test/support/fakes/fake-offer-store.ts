import { isOfferOrQuestion } from '../../../src/adapters/store/decode/record-shapes.js';
import {
  type Offer,
  type OfferStore,
  type Question,
  questionAbout,
} from '../../../src/application/ports/chat/offer-store.js';
import type { MessageRef } from '../../../src/domain/ids.js';
import { asStored } from './readable.js';

/** Offers in memory. */
export class FakeOfferStore implements OfferStore {
  readonly #offers = new Map<string, Offer | Question>();

  async find(key: string): Promise<Offer | Question | null> {
    return structuredClone(this.#offers.get(key) ?? null);
  }

  async questionAbout(message: MessageRef): Promise<Question | null> {
    return structuredClone(questionAbout([...this.#offers.values()], message));
  }

  /** What `Outbox.park` does with an offer. */
  make(offer: Offer | Question): void {
    asStored(offer, isOfferOrQuestion);
    if (!this.#offers.has(offer.key)) this.#offers.set(offer.key, structuredClone(offer));
  }
}
