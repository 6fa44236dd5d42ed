import type { MessageRef } from '../../domain/ids.js';
import { PendingWork } from '../../domain/pending-work.js';
import type { Alarm } from '../../domain/ports/alarm.js';
import type { Retrier } from '../concurrency/retrier.js';
import type { AdapterHost } from '../hosting/adapter-host.js';
import type { ChatBot, ChatBotSlice } from '../ports/chat/chat-bot.js';
import type { ChatChannel, Handling, NoticeOrder } from '../ports/chat/chat-channel.js';
import type { Outbox, QueuedNotice, Settlement, UnreadableMessage } from '../ports/chat/outbox.js';
import type { Journal } from '../ports/system/journal.js';
import { FoldFloods } from './backlog/fold-floods.js';
import { laneName, laneOf } from './backlog/notice-lane.js';
import { NoticeWindow, type Telling } from './backlog/notice-window.js';
import { WindowRoom } from './backlog/window-room.js';
import type { ParcelsInHand } from './parcels-in-hand.js';
import { ReleaseParcels } from './release-parcels.js';

/** A notice that is there, and the channel that it can be edited through. */
export interface ToldNotice {
  readonly message: MessageRef;
  readonly channel: ChatChannel;
}

type OnTold = (told: ToldNotice) => void;

/** What notices are told with. */
export interface NotifierTools {
  readonly outgoing: Outbox;
  readonly bots: AdapterHost<ChatBotSlice, ChatBot>;
  readonly hands: ParcelsInHand;
  readonly alarm: Alarm;
  readonly retrier: Retrier;
  readonly journal: Journal;
}

/**
 * Tells what must reach a person beside the outcome of a run: on disk until Telegram gave a message id. However many wait,
 * only the next few of them are in the heap.
 */
export class Notifier {
  readonly #outgoing: Outbox;
  readonly #bots: AdapterHost<ChatBotSlice, ChatBot>;
  readonly #hands: ParcelsInHand;
  readonly #parcels: ReleaseParcels;
  readonly #journal: Journal;
  readonly #window: NoticeWindow;
  readonly #underway = new PendingWork();
  /** The one that tells. */
  #bot: ChatBot | null = null;
  /** Who waits for which notice. */
  readonly #onTold = new Map<number, OnTold>();

  constructor({ outgoing, bots, hands, alarm, retrier, journal }: NotifierTools) {
    this.#outgoing = outgoing;
    this.#bots = bots;
    this.#hands = hands;
    this.#parcels = new ReleaseParcels(outgoing, retrier, journal);
    this.#journal = journal;
    const folds = new FoldFloods(outgoing);
    const tell = (notice: QueuedNotice) => this.#tellQueued(notice);
    this.#window = new NoticeWindow({ outgoing, room: new WindowRoom(), folds, alarm, retrier, journal, tell });
  }

  /**
   * Resolves once the notice is on disk, together with the end of the work that it answers. If the disk refuses, this
   * rejects and the work stays unfinished; a notice that answers nothing is told all the same. `onTold` is called once it
   * is there, unless nobody can be reached.
   */
  async tell(order: NoticeOrder, settlement: Settlement = { answers: [], as: 'done' }, onTold?: OnTold): Promise<void> {
    this.#lookAtBot();
    try {
      const notice = await this.#outgoing.park({ kind: 'notice', order }, settlement, laneName(laneOf(order)));
      if (onTold !== undefined) this.#onTold.set(notice.id, onTold);
      this.#window.add(notice);
    } catch (cause) {
      if (settlement.answers.length + (settlement.begun?.length ?? 0) > 0) throw cause;
      this.#journal.record({ name: 'notice.not-stored', level: 'error', cause });
      void this.#follow(this.#deliver(order, onTold));
    }
  }

  /** Goes on with a notice that is on disk, beside those that wait; resolves when it was told or that failed. */
  async resume(notice: QueuedNotice): Promise<void> {
    await this.#underway.add(this.#tellQueued(notice));
  }

  /** Goes on, in their order, with those that earlier processes left; what can't be read is handed over. */
  async takeUp(onUnreadable: (messages: readonly UnreadableMessage[]) => void): Promise<void> {
    this.#window.takeUp(await this.#outgoing.lanes(), onUnreadable);
  }

  /** From here on those that wait behind others are for the next process. */
  stop(): void {
    this.#window.stop();
  }

  /** Resolves when everything that is being told now has been told. */
  async idle(): Promise<void> {
    await Promise.all([this.#window.idle(), this.#underway.idle()]);
  }

  /** A bot that was replaced finishes what it has begun, which may be never. */
  #lookAtBot(): void {
    const bot = this.#bots.peek();
    if (bot === null || bot === this.#bot) return;
    if (this.#bot !== null) this.#window.letGo();
    this.#bot = bot;
  }

  #tellQueued({ id, parcel }: QueuedNotice): Promise<Telling> {
    const telling = this.#deliver(parcel.order, this.#onTold.get(id), this.#hands.handlingOf(id));
    return this.#follow(
      telling.then(async (told) => {
        if (told === 'again') return told;
        this.#onTold.delete(id);
        await this.#parcels.release(id);
        return told;
      }),
    );
  }

  #follow(delivery: Promise<Telling>): Promise<Telling> {
    const followed = delivery.catch((cause): Telling => {
      this.#journal.record({ name: 'notice.failed', level: 'error', cause });
      return 'stuck';
    });
    return this.#underway.add(followed);
  }

  async #deliver(order: NoticeOrder, onTold?: OnTold, handling?: Handling): Promise<Telling> {
    const { channel } = await this.#bots.current();
    const delivery = await channel.notice(order, handling);
    if (delivery.kind === 'closed') return 'again';
    if (delivery.kind === 'delivered') {
      if (delivery.message !== null) onTold?.({ message: delivery.message, channel });
      return 'told';
    }
    const data = { chat: order.place.chatId, reason: delivery.reason };
    this.#journal.record({ name: 'notice.undeliverable', level: 'warn', data });
    return 'told';
  }
}
