import { isOutboxMessage } from '../../../src/adapters/store/decode/outbox-shapes.js';
import type {
  Folded,
  FoldedPage,
  FoldedSpot,
  FoldOrder,
  LaneHead,
  Outbox,
  OutboxMessage,
  QueuedMessage,
  QueuedNotice,
  Settlement,
  UnreadableMessage,
} from '../../../src/application/ports/chat/outbox.js';
import type { RunId } from '../../../src/domain/ids.js';
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
  readonly #lanes = new Map<number, string>();
  readonly #folds = new Map<number, number>();
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
    { answers, as, begun = [], replaces = [], closes = [], along = [], handsOut, offers = [] }: Settlement,
    lane?: string,
  ): Promise<QueuedMessage<P>> {
    if (this.broken !== null) throw this.broken;
    asStored<OutboxMessage>(parcel, isOutboxMessage);
    await this.#inbox.finish(answers, as);
    await this.#inbox.finish(begun, 'done');
    for (const id of replaces) await this.release(id);
    for (const offer of offers) this.#offers.make(offer);
    for (const run of closes) this.#runs.close(run);
    if (handsOut !== undefined) await this.handedOut(handsOut);
    if (parcel.kind === 'final' || parcel.kind === 'conclusion') this.#runs.close(parcel.run);
    const parked = structuredClone({ id: ++this.#lastId, parcel, sent: 0 });
    this.#parked.set(parked.id, parked);
    if (lane !== undefined) this.#lanes.set(parked.id, lane);
    this.parkedAt.set(parked.id, this.#clock.now());
    for (const other of along) await this.park(other, { answers: [], as });
    return structuredClone(parked);
  }

  /** As it was before it was released. */
  putBack(message: QueuedMessage): void {
    this.#parked.set(message.id, structuredClone(message));
    this.parkedAt.set(message.id, this.#clock.now());
  }

  async advance(id: number, sent: number): Promise<void> {
    const parked = this.#parked.get(id);
    if (parked !== undefined) this.#parked.set(id, { ...parked, sent: Math.max(sent, parked.sent) });
  }

  async handedOut(run: RunId): Promise<void> {
    for (const { id, parcel } of this.untold) {
      if (parcel.kind === 'outbox' && parcel.run === run) await this.release(id);
    }
  }

  async release(id: number): Promise<void> {
    this.#parked.delete(id);
    this.#lanes.delete(id);
    this.parkedAt.delete(id);
  }

  /** Whatever was not told, and no message stands for. */
  get untold(): readonly QueuedMessage[] {
    return [...this.#parked.values()].filter(({ id }) => !this.#folds.has(id));
  }

  async parked(): Promise<readonly QueuedMessage[]> {
    return structuredClone(this.#first().filter(({ id }) => !this.#spoiled.has(id)));
  }

  async unreadable(): Promise<readonly UnreadableMessage[]> {
    return this.#first().flatMap(({ id }) => this.#faultOf(id));
  }

  async lanes(): Promise<readonly string[]> {
    return [...new Set(this.untold.flatMap(({ id }) => this.#lanes.get(id) ?? []))].sort();
  }

  async head(lane: string, most: number): Promise<LaneHead> {
    const head = this.#inLane(lane).slice(0, most);
    return {
      readable: structuredClone(head.filter(({ id }) => !this.#spoiled.has(id))),
      unreadable: head.flatMap(({ id }) => this.#faultOf(id)),
      full: head.length === most,
    };
  }

  async waiting(lanesBeginning: string, most: number): Promise<number> {
    const waiting = this.untold.filter(({ id }) => this.#lanes.get(id)?.startsWith(lanesBeginning));
    return Math.min(most, waiting.length);
  }

  async fold({ lane, after, most, into, saying }: FoldOrder): Promise<Folded | null> {
    if (this.broken !== null) throw this.broken;
    const added = this.#inLane(lane)
      .filter(({ id }) => id > after)
      .slice(0, most);
    if (into === null && added.length === 0) return null;
    const id = into ?? ++this.#lastId;
    for (const notice of added) this.#folds.set(notice.id, id);
    const count = this.#foldedBy(id).length;
    const { parcel, lane: own } = saying(id, count);
    const message = structuredClone({ id, parcel, sent: 0 });
    this.#parked.set(id, message);
    this.#lanes.set(id, own);
    this.parkedAt.set(id, this.parkedAt.get(id) ?? this.#clock.now());
    return { message: structuredClone(message), count, added: added.length };
  }

  async folded({ fold, way, id, most }: FoldedSpot): Promise<FoldedPage> {
    const all = this.#foldedBy(fold);
    const there = all.filter((one) => (way === 'after' ? one.id > id : one.id < id));
    const notices = way === 'after' ? there.slice(0, most) : there.slice(-most);
    const before = all.filter((one) => one.id < (notices[0]?.id ?? 0)).length;
    return structuredClone({ notices, before, total: all.length });
  }

  /** What is looked at before anything is told. */
  #first(): readonly QueuedMessage[] {
    return this.untold.filter(({ id, deaths = 0 }) => deaths > 0 || !this.#lanes.has(id));
  }

  #inLane(lane: string): readonly QueuedNotice[] {
    const waiting = this.untold.filter(({ id, deaths = 0 }) => deaths === 0 && this.#lanes.get(id) === lane);
    return waiting.flatMap(({ parcel, ...one }) => (parcel.kind === 'notice' ? { ...one, parcel } : []));
  }

  #foldedBy(fold: number): readonly QueuedNotice[] {
    const all = [...this.#parked.values()].filter(({ id }) => this.#folds.get(id) === fold);
    return all.flatMap(({ parcel, ...one }) => (parcel.kind === 'notice' ? { ...one, parcel } : []));
  }

  #faultOf(id: number): readonly UnreadableMessage[] {
    const text = this.#spoiled.get(id);
    return text === undefined ? [] : [{ id, parkedAt: this.parkedAt.get(id) ?? 0, text, fault: 'spoiled' }];
  }
}
