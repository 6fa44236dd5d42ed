import type { ChatBot, ChatBotSlice } from '../ports/chat-bot.js';
import type { NoticeOrder } from '../ports/chat-channel.js';
import type { Journal } from '../ports/journal.js';
import type { Outgoing, Parcel, Parked, Settlement } from '../ports/outgoing.js';
import type { AdapterHost } from '../reload/adapter-host.js';

type Notice = Extract<Parcel, { kind: 'notice' }>;

/** Tells what must reach a person beside the outcome of a run: on disk until Telegram gave a message id. */
export class TellNotices {
  readonly #outgoing: Outgoing;
  readonly #bots: AdapterHost<ChatBotSlice, ChatBot>;
  readonly #journal: Journal;
  readonly #underway = new Set<Promise<void>>();

  constructor(outgoing: Outgoing, bots: AdapterHost<ChatBotSlice, ChatBot>, journal: Journal) {
    this.#outgoing = outgoing;
    this.#bots = bots;
    this.#journal = journal;
  }

  /**
   * Resolves once the notice is on disk, together with the end of the work that it answers. If the disk refuses, this
   * rejects and the work stays unfinished; a notice that answers nothing is told all the same.
   */
  async tell(order: NoticeOrder, settlement: Settlement = { answers: [], as: 'done' }): Promise<void> {
    try {
      this.resume(await this.#outgoing.park({ kind: 'notice', order }, settlement));
    } catch (cause) {
      if (settlement.answers.length > 0) throw cause;
      this.#journal.record({ name: 'notice.not-stored', level: 'error', cause });
      this.#follow(this.#deliver(order));
    }
  }

  /** Goes on with a notice that is on disk. */
  resume({ id, parcel }: Parked<Notice>): void {
    this.#follow(this.#deliver(parcel.order).then(() => this.#outgoing.release(id)));
  }

  /** Resolves when everything that is being told now has been told. */
  async idle(): Promise<void> {
    while (this.#underway.size > 0) await Promise.all([...this.#underway]);
  }

  #follow(delivery: Promise<void>): void {
    const followed = delivery.catch((cause) => {
      this.#journal.record({ name: 'notice.failed', level: 'error', cause });
    });
    this.#underway.add(followed);
    void followed.finally(() => this.#underway.delete(followed));
  }

  async #deliver(order: NoticeOrder): Promise<void> {
    const { channel } = await this.#bots.current();
    const delivery = await channel.notice(order);
    if (delivery.kind === 'delivered') return;
    const data = { chat: order.place.chatId, reason: delivery.reason };
    this.#journal.record({ name: 'notice.undeliverable', level: 'warn', data });
  }
}
