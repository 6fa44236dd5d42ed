import type { MessageRef, RunId } from '../../domain/ids.js';
import { PendingWork } from '../../domain/pending-work.js';
import type { ChatChannel, FinalOrder, FinalView } from '../ports/chat/chat-channel.js';
import type { OutboxMessage, QueuedMessage, Settlement } from '../ports/chat/outbox.js';
import type { Journal } from '../ports/system/journal.js';
import { isClosedDoor, type StoredParcels, type Unstored } from './stored-parcels.js';

/** What the messages that asked for it show once they were answered. */
function showReceipts(channel: Pick<ChatChannel, 'react'>, { place, askedIn = [], view }: FinalOrder): void {
  const receipt = view.status === 'done' ? 'done' : 'failed';
  for (const messageId of askedIn) channel.react({ chatId: place.chatId, messageId }, receipt);
}

type Final = Extract<OutboxMessage, { kind: 'final' }>;
type Conclusion = Extract<OutboxMessage, { kind: 'conclusion' }>;

/** The chats, at once or as soon as there is a bot. */
type Reachable = ChatChannel | Promise<ChatChannel>;

/**
 * Brings the outcome of runs to their chats. An outcome is on disk, together with the end of the work that it answers,
 * from before the first attempt until Telegram gave message ids; no run waits for that.
 */
export class ResultDelivery {
  readonly #parcels: StoredParcels;
  readonly #journal: Journal;
  readonly #underway = new PendingWork();

  constructor(parcels: StoredParcels, journal: Journal) {
    this.#parcels = parcels;
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
    const parked = await this.#parcels.park({ kind: 'final', run, order }, settlement);
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
    const parked = await this.#parcels.park({ kind: 'conclusion', run, message, view }, settlement);
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

  async #settle(channel: Reachable, parked: Unstored<Final>, opening: Promise<MessageRef | null>): Promise<void> {
    const { id, parcel } = parked;
    const reached = await channel;
    // What comes of the run is known: that it starts is no news any more.
    if (parcel.order.progress === null) reached.callOff(parcel.order.place, parcel.run);
    const order = { ...parcel.order, progress: await opening };
    const sent = (count: number) => this.#parcels.advance(parked, count);
    const progress = { from: parked.sent, sent, ...this.#parcels.handling(id) };
    const delivery = await reached.settle(order, progress);
    if (delivery.kind === 'delivered') showReceipts(reached, order);
    const data = { run: parcel.run, chat: order.place.chatId, outcome: delivery.kind };
    this.#journal.record({ name: 'final.settled', level: delivery.kind === 'delivered' ? 'info' : 'warn', data });
    // Where only sending is forbidden, the progress message need not look as if the run went on.
    if (isClosedDoor(delivery) && order.progress !== null) {
      await reached.conclude(order.progress, order.view, progress.handling);
    }
    await this.#parcels.settle({ id, parcel: { ...parcel, order }, sent: parked.sent }, delivery);
  }

  async #conclude(
    channel: Reachable,
    { id, parcel }: Unstored<Conclusion>,
    opening: Promise<MessageRef | null>,
  ): Promise<void> {
    const message = await opening;
    if (message !== null) await (await channel).conclude(message, parcel.view, this.#parcels.handling(id).handling);
    await this.#parcels.release(id);
  }

  #follow(run: RunId, telling: Promise<void>): Promise<void> {
    const followed = telling.catch((cause) => {
      this.#journal.record({ name: 'outcome.failed', level: 'error', data: { run }, cause });
    });
    return this.#underway.add(followed);
  }
}
