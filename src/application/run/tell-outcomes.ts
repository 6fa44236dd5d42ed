import type { MessageRef, RowId, RunId } from '../../domain/ids.js';
import type { ChatChannel, FinalOrder, FinalView } from '../ports/chat-channel.js';
import type { Journal } from '../ports/journal.js';
import type { Outgoing, ParkedFinal } from '../ports/outgoing.js';
import type { ProgressBook } from '../ports/progress-book.js';

/**
 * Brings the outcome of runs to their chats. A final is on disk from before the first attempt until Telegram gave a
 * message id; no run waits for that.
 */
export class TellOutcomes {
  readonly #outgoing: Outgoing;
  readonly #book: ProgressBook;
  readonly #journal: Journal;
  readonly #underway = new Set<Promise<void>>();

  constructor(outgoing: Outgoing, book: ProgressBook, journal: Journal) {
    this.#outgoing = outgoing;
    this.#book = book;
    this.#journal = journal;
  }

  /** Stores the final together with the end of the work that it answers; `opening` may still name its progress message. */
  async deliver(
    channel: ChatChannel,
    run: RunId,
    order: FinalOrder,
    answers: readonly RowId[],
    opening: Promise<MessageRef | null>,
  ): Promise<void> {
    const parked = await this.#outgoing.park(run, order, answers);
    this.#follow(
      run,
      this.#settle(channel, parked, order.progress === null ? opening : Promise.resolve(order.progress)),
    );
  }

  /** Goes on with a final that was on disk already. */
  resume(channel: ChatChannel, parked: ParkedFinal): void {
    this.#follow(parked.run, this.#settle(channel, parked, Promise.resolve(parked.order.progress)));
  }

  /** Turns a run's progress message, once it is there, into its last state. */
  conclude(channel: ChatChannel, run: RunId, opening: Promise<MessageRef | null>, view: FinalView): void {
    this.#follow(run, this.#conclude(channel, run, opening, view));
  }

  /** Resolves when everything that is being told now has been told. */
  async idle(): Promise<void> {
    while (this.#underway.size > 0) await Promise.all([...this.#underway]);
  }

  async #settle(channel: ChatChannel, parked: ParkedFinal, opening: Promise<MessageRef | null>): Promise<void> {
    const delivery = await channel.settle({ ...parked.order, progress: await opening });
    const data = { run: parked.run, chat: parked.order.place.chatId, outcome: delivery.kind };
    this.#journal.record({ name: 'final.settled', level: delivery.kind === 'delivered' ? 'info' : 'warn', data });
    await this.#outgoing.release(parked.id);
    await this.#book.close(parked.run);
  }

  async #conclude(
    channel: ChatChannel,
    run: RunId,
    opening: Promise<MessageRef | null>,
    view: FinalView,
  ): Promise<void> {
    const message = await opening;
    if (message !== null) await channel.conclude(message, view);
    await this.#book.close(run);
  }

  #follow(run: RunId, telling: Promise<void>): void {
    const followed = telling.catch((cause) => {
      this.#journal.record({ name: 'outcome.failed', level: 'error', data: { run }, cause });
    });
    this.#underway.add(followed);
    void followed.finally(() => this.#underway.delete(followed));
  }
}
