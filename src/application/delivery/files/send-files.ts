import type { RunId } from '../../../domain/ids.js';
import { PendingWork } from '../../../domain/pending-work.js';
import type { AdapterHost } from '../../hosting/adapter-host.js';
import type { ChatBot, ChatBotSlice } from '../../ports/chat/chat-bot.js';
import type { ChatChannel } from '../../ports/chat/chat-channel.js';
import type { FileOrigin, FilesOrder } from '../../ports/chat/files-order.js';
import { type OutboxMessage, type QueuedMessage, stagedIn } from '../../ports/chat/outbox.js';
import type { FileVault } from '../../ports/system/file-vault.js';
import type { Journal } from '../../ports/system/journal.js';
import type { StoredParcels, Unstored } from '../stored-parcels.js';

type Files = Extract<OutboxMessage, { kind: 'files' }>;

/** What files are sent with. */
export interface SendFilesTools {
  readonly parcels: StoredParcels;
  readonly vault: Pick<FileVault, 'discard'>;
  /** Where files lay that are there now. */
  readonly origins: { discard(origin: FileOrigin): Promise<void> };
  readonly bots: AdapterHost<ChatBotSlice, ChatBot>;
  readonly journal: Journal;
}

/** How files are sent. */
export interface Sending {
  /** They are what the run left in its outbox. */
  readonly handsOut?: boolean;
  /** What goes before them. */
  readonly after?: Promise<unknown>;
}

/**
 * Brings files to chats as results are brought there: what is to be sent is staged, and on disk from before the first attempt
 * until Telegram gave an id for each.
 */
export class SendFiles {
  readonly #tools: SendFilesTools;
  readonly #underway = new PendingWork();

  constructor(tools: SendFilesTools) {
    this.#tools = tools;
  }

  /** Resolves once the order is on disk; it is sent behind what was sent to the place before. The messages stand for the run. */
  async send(order: FilesOrder, run: RunId | null = null, { handsOut = false, after }: Sending = {}): Promise<void> {
    if (order.files.length + order.skipped.length === 0) return;
    const settlement = { answers: [], as: 'done', ...(handsOut && run !== null ? { handsOut: run } : {}) } as const;
    const parked = await this.#tools.parcels.park({ kind: 'files', run, order }, settlement);
    const channel = Promise.resolve(after).then(async () => (await this.#tools.bots.current()).channel);
    void this.#follow(parked, channel);
  }

  /** Goes on with files that were on disk already; resolves when they were sent or that failed. */
  resume(channel: ChatChannel | Promise<ChatChannel>, parked: QueuedMessage<Files>): Promise<void> {
    return this.#follow(parked, channel);
  }

  /** Resolves when everything that is being sent now has been sent. */
  idle(): Promise<void> {
    return this.#underway.idle();
  }

  async #send(channel: ChatChannel | Promise<ChatChannel>, parked: Unstored<Files>): Promise<void> {
    const { parcels, vault, origins, journal } = this.#tools;
    const { id, parcel } = parked;
    const { run, order } = parcel;
    const progress = {
      from: parked.sent,
      sent: (count: number) => parcels.advance(parked, count),
      there: async ({ origin }: FilesOrder['files'][number]) => {
        if (origin !== undefined) await origins.discard(origin).catch((cause) => this.#stays(origin.path, cause));
      },
      ...parcels.handling(id),
    };
    const delivery = await (await channel).sendFiles(order, run === null ? null : { kind: 'run', run }, progress);
    const level = delivery.kind === 'delivered' ? 'info' : 'warn';
    const data = { run, chat: order.place.chatId, files: order.files.length, outcome: delivery.kind };
    journal.record({ name: 'files.settled', level, data });
    if (await parcels.settle(parked, delivery)) return;
    for (const file of stagedIn([parcel])) await vault.discard(file).catch((cause) => this.#stays(file.name, cause));
  }

  #stays(file: string, cause: unknown): void {
    this.#tools.journal.record({ name: 'files.not-deleted', level: 'warn', data: { file }, cause });
  }

  #follow(parked: Unstored<Files>, channel: ChatChannel | Promise<ChatChannel>): Promise<void> {
    const sending = this.#send(channel, parked).catch((cause) => {
      this.#tools.journal.record({ name: 'files.failed', level: 'error', data: { run: parked.parcel.run }, cause });
    });
    return this.#underway.add(sending);
  }
}
