import type { MessageRef } from '../../domain/ids.js';
import { PendingWork } from '../../domain/pending-work.js';
import type { AdapterHost } from '../hosting/adapter-host.js';
import type { ChatBot, ChatBotSlice } from '../ports/chat/chat-bot.js';
import type { ChatChannel, Handling, NoticeOrder } from '../ports/chat/chat-channel.js';
import type { Outbox, OutboxMessage, QueuedMessage, Settlement } from '../ports/chat/outbox.js';
import type { Journal } from '../ports/system/journal.js';
import type { ParcelsInHand } from './parcels-in-hand.js';

/** A notice that is there, and the channel that it can be edited through. */
export interface ToldNotice {
  readonly message: MessageRef;
  readonly channel: ChatChannel;
}

type OnTold = (told: ToldNotice) => void;
type Notice = Extract<OutboxMessage, { kind: 'notice' }>;

/** What notices are told with. */
export interface NotifierTools {
  readonly outgoing: Outbox;
  readonly bots: AdapterHost<ChatBotSlice, ChatBot>;
  readonly hands: ParcelsInHand;
  readonly journal: Journal;
}

/** Tells what must reach a person beside the outcome of a run: on disk until Telegram gave a message id. */
export class Notifier {
  readonly #outgoing: Outbox;
  readonly #bots: AdapterHost<ChatBotSlice, ChatBot>;
  readonly #hands: ParcelsInHand;
  readonly #journal: Journal;
  readonly #underway = new PendingWork();

  constructor({ outgoing, bots, hands, journal }: NotifierTools) {
    this.#outgoing = outgoing;
    this.#bots = bots;
    this.#hands = hands;
    this.#journal = journal;
  }

  /**
   * Resolves once the notice is on disk, together with the end of the work that it answers. If the disk refuses, this
   * rejects and the work stays unfinished; a notice that answers nothing is told all the same. `onTold` is called once it
   * is there, unless nobody can be reached.
   */
  async tell(
    order: NoticeOrder,
    settlement: Settlement = { answers: [], as: 'done' },
    onTold: OnTold = () => undefined,
  ): Promise<void> {
    try {
      void this.resume(await this.#outgoing.park({ kind: 'notice', order }, settlement), onTold);
    } catch (cause) {
      if (settlement.answers.length > 0) throw cause;
      this.#journal.record({ name: 'notice.not-stored', level: 'error', cause });
      void this.#follow(this.#deliver(order, onTold));
    }
  }

  /** Goes on with a notice that is on disk; resolves when it was told or that failed. */
  resume({ id, parcel }: QueuedMessage<Notice>, onTold: OnTold = () => undefined): Promise<void> {
    const handling = this.#hands.handlingOf(id);
    return this.#follow(this.#deliver(parcel.order, onTold, handling).then(() => this.#outgoing.release(id)));
  }

  /** Resolves when everything that is being told now has been told. */
  idle(): Promise<void> {
    return this.#underway.idle();
  }

  #follow(delivery: Promise<void>): Promise<void> {
    const followed = delivery.catch((cause) => {
      this.#journal.record({ name: 'notice.failed', level: 'error', cause });
    });
    return this.#underway.add(followed);
  }

  async #deliver(order: NoticeOrder, onTold: OnTold, handling?: Handling): Promise<void> {
    const { channel } = await this.#bots.current();
    const delivery = await channel.notice(order, handling);
    if (delivery.kind === 'delivered') {
      if (delivery.message !== null) onTold({ message: delivery.message, channel });
      return;
    }
    const data = { chat: order.place.chatId, reason: delivery.reason };
    this.#journal.record({ name: 'notice.undeliverable', level: 'warn', data });
  }
}
