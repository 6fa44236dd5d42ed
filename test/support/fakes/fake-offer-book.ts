import type { Offer, OfferBook, Question } from '../../../src/application/ports/offer-book.js';

/** Offers in memory. */
export class FakeOfferBook implements OfferBook {
  readonly #offers = new Map<string, Offer | Question>();

  async find(key: string): Promise<Offer | Question | null> {
    return structuredClone(this.#offers.get(key) ?? null);
  }

  /** What `Outgoing.park` does with an offer. */
  make(offer: Offer | Question): void {
    if (!this.#offers.has(offer.key)) this.#offers.set(offer.key, structuredClone(offer));
  }
}
