import type { ChatId } from '../../domain/ids.js';
import type { Retrier } from '../concurrency/retrier.js';
import type { Delivery, Handling } from '../ports/chat/chat-channel.js';
import type { QueuedFinal } from '../ports/chat/kept-finals-store.js';
import type { Outbox, OutboxMessage, QueuedMessage, Settlement } from '../ports/chat/outbox.js';
import type { Journal } from '../ports/system/journal.js';
import type { KeptFinals } from './kept-finals.js';
import type { ParcelsInHand } from './parcels-in-hand.js';
import { ReleaseParcels } from './release-parcels.js';

/** A parcel that is about a run, or about files. */
export type RunParcel = Extract<OutboxMessage, { kind: 'final' | 'conclusion' | 'files' }>;

/** A parcel that may have no place on disk. */
export type Unstored<P extends OutboxMessage = RunParcel> = Omit<QueuedMessage<P>, 'id'> & {
  readonly id: number | null;
};

/** What keeps parcels until they are told. */
export interface StoredParcelsTools {
  readonly outgoing: Outbox;
  readonly hands: ParcelsInHand;
  readonly kept: Pick<KeptFinals, 'keep'>;
  readonly retrier: Retrier;
  readonly journal: Journal;
}

/** Parcels of runs on disk: from before the first attempt to tell them until Telegram gave ids. */
export class StoredParcels {
  readonly #tools: StoredParcelsTools;
  readonly #parcels: ReleaseParcels;

  constructor(tools: StoredParcelsTools) {
    this.#tools = tools;
    this.#parcels = new ReleaseParcels(tools.outgoing, tools.retrier, tools.journal);
  }

  /** What the disk refuses is told all the same: its work stays unfinished there, and is told of again after a restart. */
  async park<P extends RunParcel>(parcel: P, settlement: Settlement): Promise<Unstored<P>> {
    try {
      return await this.#tools.outgoing.park(parcel, settlement);
    } catch (cause) {
      const data = { run: parcel.run, kind: parcel.kind };
      this.#tools.journal.record({ name: 'outcome.not-stored', level: 'error', data, cause });
      return { id: null, parcel, sent: 0 };
    }
  }

  /** What the disk refuses to note is told again after a crash; that must not keep the next part from being told. */
  async advance({ id, parcel }: Unstored, count: number): Promise<void> {
    if (id === null) return;
    await this.#tools.outgoing.advance(id, count).catch((cause) => this.#notNoted(parcel, cause));
  }

  /** What is not on disk can't end the next process. */
  handling(id: number | null): { readonly handling?: Handling } {
    return id === null ? {} : { handling: this.#tools.hands.handlingOf(id) };
  }

  /** Forgets a parcel that was told. */
  async release(id: number | null): Promise<void> {
    if (id !== null) await this.#parcels.release(id);
  }

  /**
   * Forgets a parcel that was told, and keeps one that met a closed door for the chat by its present id; `true` where it is
   * kept. What the disk refuses to keep stays in the outbox, for the next process.
   */
  async settle(parked: Unstored<QueuedFinal['parcel']>, delivery: Delivery): Promise<boolean> {
    const { id, parcel, sent } = parked;
    const isClosed = isClosedDoor(delivery);
    if (!isClosed || id === null) {
      await this.release(id);
      return false;
    }
    const chatId: ChatId = delivery.chatId ?? parcel.order.place.chatId;
    await this.#tools.kept.keep({ id, parcel, sent }, chatId).catch((cause) => this.#notNoted(parcel, cause));
    return true;
  }

  #notNoted({ run }: RunParcel, cause: unknown): void {
    this.#tools.journal.record({ name: 'outcome.not-noted', level: 'error', data: { run }, cause });
  }
}

/** Whether nobody can be reached there, which may change. */
export function isClosedDoor(delivery: Delivery): delivery is Extract<Delivery, { kind: 'gone' }> {
  return delivery.kind === 'gone' && delivery.refused !== true;
}
