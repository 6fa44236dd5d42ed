import type { ChatId, MessageRef, RunId } from '../../domain/ids.js';
import { PendingWork } from '../../domain/pending-work.js';
import type { Retrier } from '../concurrency/retrier.js';
import type { ChatChannel, FinalOrder, FinalView, Handling } from '../ports/chat/chat-channel.js';
import type { Outbox, OutboxMessage, QueuedMessage, Settlement } from '../ports/chat/outbox.js';
import type { Journal } from '../ports/system/journal.js';
import type { KeptFinals } from './kept-finals.js';
import type { ParcelsInHand } from './parcels-in-hand.js';
import { ReleaseParcels } from './release-parcels.js';

/** What the messages that asked for it show once they were answered. */
function showReceipts(channel: Pick<ChatChannel, 'react'>, { place, askedIn = [], view }: FinalOrder): void {
  const receipt = view.status === 'done' ? 'done' : 'failed';
  for (const messageId of askedIn) channel.react({ chatId: place.chatId, messageId }, receipt);
}

type Final = Extract<OutboxMessage, { kind: 'final' }>;
type Conclusion = Extract<OutboxMessage, { kind: 'conclusion' }>;

/** The chats, at once or as soon as there is a bot. */
type Reachable = ChatChannel | Promise<ChatChannel>;

/** A parcel that may have no place on disk. */
type Unstored<P extends OutboxMessage> = Omit<QueuedMessage<P>, 'id'> & { readonly id: number | null };

/** What outcomes are told with. */
export interface ResultDeliveryTools {
  readonly outgoing: Outbox;
  readonly hands: ParcelsInHand;
  readonly kept: Pick<KeptFinals, 'keep'>;
  readonly retrier: Retrier;
  readonly journal: Journal;
}

/**
 * Brings the outcome of runs to their chats. An outcome is on disk, together with the end of the work that it answers,
 * from before the first attempt until Telegram gave message ids; no run waits for that.
 */
export class ResultDelivery {
  readonly #outgoing: Outbox;
  readonly #parcels: ReleaseParcels;
  readonly #hands: ParcelsInHand;
  readonly #kept: Pick<KeptFinals, 'keep'>;
  readonly #journal: Journal;
  readonly #underway = new PendingWork();

  constructor({ outgoing, hands, kept, retrier, journal }: ResultDeliveryTools) {
    this.#outgoing = outgoing;
    this.#parcels = new ReleaseParcels(outgoing, retrier, journal);
    this.#hands = hands;
    this.#kept = kept;
    this.#journal = journal;
  }

  /** Tells an outcome as a message of its own; `opening` may still name the progress message that it replaces. */
  async deliver(
    channel: Reachable,
    run: RunId,
    order: FinalOrder,
    settlement: Settlement,
    opening: Promise<MessageRef | null>,
  ): Promise<void> {
    const parked = await this.#park({ kind: 'final', run, order }, settlement);
    const progress = order.progress === null ? opening : Promise.resolve(order.progress);
    void this.#follow(run, this.#settle(channel, parked, progress));
  }

  /** Lets a run's progress message, once it is there, show its last state; there is nothing else to be told. */
  async conclude(
    channel: Reachable,
    run: RunId,
    view: FinalView,
    settlement: Settlement,
    opening: Promise<MessageRef | null>,
  ): Promise<void> {
    // A message that is still being posted can't be waited for here: it may take as long as the network is away.
    const message = await Promise.race([opening, Promise.resolve(null)]);
    const parked = await this.#park({ kind: 'conclusion', run, message, view }, settlement);
    void this.#follow(run, this.#conclude(channel, parked, message === null ? opening : Promise.resolve(message)));
  }

  /** Goes on with an outcome that was on disk already; resolves when it was told or that failed. */
  resume(channel: Reachable, parked: QueuedMessage<Final | Conclusion>): Promise<void> {
    const { parcel, ...rest } = parked;
    if (parcel.kind === 'final') {
      const progress = Promise.resolve(parcel.order.progress);
      return this.#follow(parcel.run, this.#settle(channel, { ...rest, parcel }, progress));
    }
    return this.#follow(parcel.run, this.#conclude(channel, { ...rest, parcel }, Promise.resolve(parcel.message)));
  }

  /** Resolves when everything that is being told now has been told. */
  idle(): Promise<void> {
    return this.#underway.idle();
  }

  /** What the disk refuses is told all the same: its work stays unfinished there, and is told of again after a restart. */
  async #park<P extends Final | Conclusion>(parcel: P, settlement: Settlement): Promise<Unstored<P>> {
    try {
      return await this.#outgoing.park(parcel, settlement);
    } catch (cause) {
      const data = { run: parcel.run, kind: parcel.kind };
      this.#journal.record({ name: 'outcome.not-stored', level: 'error', data, cause });
      return { id: null, parcel, sent: 0 };
    }
  }

  async #settle(channel: Reachable, parked: Unstored<Final>, opening: Promise<MessageRef | null>): Promise<void> {
    const { id, parcel } = parked;
    const order = { ...parcel.order, progress: await opening };
    const sent = (count: number) => this.#advance(parked, count);
    const progress = { from: parked.sent, sent, ...this.#handling(id) };
    const reached = await channel;
    const delivery = await reached.settle(order, progress);
    if (delivery.kind === 'delivered') showReceipts(reached, order);
    const data = { run: parcel.run, chat: order.place.chatId, outcome: delivery.kind };
    this.#journal.record({ name: 'final.settled', level: delivery.kind === 'delivered' ? 'info' : 'warn', data });
    const isClosed = delivery.kind === 'gone' && delivery.refused !== true;
    // Where only sending is forbidden, the progress message need not look as if the run went on.
    if (isClosed && order.progress !== null) await reached.conclude(order.progress, order.view, progress.handling);
    if (id === null) return;
    const { chatId = order.place.chatId } = delivery.kind === 'gone' ? delivery : {};
    if (isClosed) await this.#keep({ id, parcel: { ...parcel, order }, sent: parked.sent }, chatId);
    else await this.#parcels.release(id);
  }

  /** What the disk refuses stays in the outbox, for the next process. */
  async #keep(final: QueuedMessage<Final>, chatId: ChatId): Promise<void> {
    await this.#kept.keep(final, chatId).catch((cause) => {
      this.#journal.record({ name: 'outcome.not-noted', level: 'error', data: { run: final.parcel.run }, cause });
    });
  }

  /** What the disk refuses to note is told again after a crash; that must not keep the next part from being told. */
  async #advance({ id, parcel: { run } }: Unstored<Final>, count: number): Promise<void> {
    if (id === null) return;
    await this.#outgoing.advance(id, count).catch((cause) => {
      this.#journal.record({ name: 'outcome.not-noted', level: 'error', data: { run }, cause });
    });
  }

  async #conclude(
    channel: Reachable,
    { id, parcel }: Unstored<Conclusion>,
    opening: Promise<MessageRef | null>,
  ): Promise<void> {
    const message = await opening;
    if (message !== null) await (await channel).conclude(message, parcel.view, this.#handling(id).handling);
    if (id !== null) await this.#parcels.release(id);
  }

  /** What is not on disk can't end the next process. */
  #handling(id: number | null): { readonly handling?: Handling } {
    return id === null ? {} : { handling: this.#hands.handlingOf(id) };
  }

  #follow(run: RunId, telling: Promise<void>): Promise<void> {
    const followed = telling.catch((cause) => {
      this.#journal.record({ name: 'outcome.failed', level: 'error', data: { run }, cause });
    });
    return this.#underway.add(followed);
  }
}
