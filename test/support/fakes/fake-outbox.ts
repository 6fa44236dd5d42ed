import { isOutboxMessage } from '../../../src/adapters/store/decode/outbox-shapes.js';
import type {
  Outbox,
  OutboxMessage,
  QueuedMessage,
  Settlement,
  UnreadableMessage,
} from '../../../src/application/ports/chat/outbox.js';
import type { Clock, Instant } from '../../../src/domain/ports/clock.js';
import type { FakeInbox } from './fake-inbox.js';
import type { FakeOfferStore } from './fake-offer-store.js';
import type { FakeRunStore } from './fake-run-store.js';
import { asStored } from './readable.js';

/** Undelivered parcels in memory, beside the books that change together with them. */
export class FakeOutbox implements Outbox {
  readonly #inbox: FakeInbox;
  readonly #runs: FakeRunStore;
  readonly #offers: FakeOfferStore;
  readonly #clock: Pick<Clock, 'now'>;
  /** When the parcels that are there were stored, by id. */
  readonly parkedAt = new Map<number, Instant>();
  readonly #spoiled = new Map<number, string>();
  readonly #parked = new Map<number, QueuedMessage>();
  /** While set, nothing can be parked. */
  broken: Error | null = null;
  #lastId = 0;

  constructor(
    inbox: FakeInbox,
    runs: FakeRunStore,
    offers: FakeOfferStore,
    clock: Pick<Clock, 'now'> = { now: () => 0 },
  ) {
    this.#inbox = inbox;
    this.#runs = runs;
    this.#offers = offers;
    this.#clock = clock;
  }

  /** From now on, nobody can read what is on disk of it. */
  spoil(id: number, text: string): void {
    this.#spoiled.set(id, text);
  }

  /** A process died while it worded or sent it. */
  countDeath(id: number): void {
    const parked = this.#parked.get(id);
    if (parked !== undefined) this.#parked.set(id, { ...parked, deaths: (parked.deaths ?? 0) + 1 });
  }

  async park<P extends OutboxMessage>(
    parcel: P,
    { answers, as, replaces = [], closes = [], offers = [] }: Settlement,
  ): Promise<QueuedMessage<P>> {
    if (this.broken !== null) throw this.broken;
    asStored<OutboxMessage>(parcel, isOutboxMessage);
    await this.#inbox.finish(answers, as);
    for (const id of replaces) await this.release(id);
    for (const offer of offers) this.#offers.make(offer);
    for (const run of closes) this.#runs.close(run);
    if (parcel.kind !== 'notice') this.#runs.close(parcel.run);
    const parked = structuredClone({ id: ++this.#lastId, parcel, sent: 0 });
    this.#parked.set(parked.id, parked);
    this.parkedAt.set(parked.id, this.#clock.now());
    return structuredClone(parked);
  }

  async advance(id: number, sent: number): Promise<void> {
    const parked = this.#parked.get(id);
    if (parked !== undefined) this.#parked.set(id, { ...parked, sent: Math.max(sent, parked.sent) });
  }

  async release(id: number): Promise<void> {
    this.#parked.delete(id);
    this.parkedAt.delete(id);
  }

  async parked(): Promise<readonly QueuedMessage[]> {
    return structuredClone([...this.#parked.values()].filter(({ id }) => !this.#spoiled.has(id)));
  }

  async unreadable(): Promise<readonly UnreadableMessage[]> {
    return [...this.#parked.keys()].flatMap((id) => {
      const text = this.#spoiled.get(id);
      return text === undefined ? [] : { id, parkedAt: this.parkedAt.get(id) ?? 0, text, fault: 'spoiled' };
    });
  }
}
