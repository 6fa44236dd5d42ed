import type { ChatId } from '../../domain/ids.js';
import type { Clock } from '../../domain/ports/clock.js';
import type { AdapterHost } from '../hosting/adapter-host.js';
import type { ChatBot, ChatBotSlice } from '../ports/chat/chat-bot.js';
import type { ChatChannel } from '../ports/chat/chat-channel.js';
import type { KeptFinalsStore, QueuedFinal } from '../ports/chat/kept-finals-store.js';
import type { QueuedMessage } from '../ports/chat/outbox.js';
import type { FileVault } from '../ports/system/file-vault.js';
import type { Journal } from '../ports/system/journal.js';
import { keptFinalsText, SHOW_KEPT } from '../wording/delivery/kept-finals-text.js';
import type { FollowChats } from './follow-chats.js';
import type { Notifier } from './notifier.js';

/** What the data of the button begins with that sends further ones; the chat's id follows. */
export const KEPT_BUTTON = 'kept:';

/** So many answers are sent unasked once a chat can be reached again. */
const MOST_AT_ONCE = 20;
/** How long they are kept for a chat, in milliseconds. */
const KEPT_FOR_MS = 7 * 86_400_000;

/** What keeping finals is built on. */
export interface KeptFinalsTools {
  readonly store: KeptFinalsStore;
  readonly vault: Pick<FileVault, 'discard'>;
  readonly chats: FollowChats;
  readonly clock: Clock;
  readonly journal: Journal;
}

/** What goes on with a parcel of the kind. */
interface Resume<Kind extends QueuedFinal['parcel']['kind']> {
  resume(
    channel: Promise<ChatChannel>,
    parked: QueuedMessage<Extract<QueuedFinal['parcel'], { kind: Kind }>>,
  ): Promise<void>;
}

/** How those that were kept are told. */
export interface TellKept {
  readonly outcomes: Resume<'final'>;
  readonly sendFiles: Resume<'files'>;
  readonly notices: Notifier;
  readonly bots: AdapterHost<ChatBotSlice, ChatBot>;
}

/** Keeps answers, and files, whose chat is closed to us until somebody can be reached there again; for a week at least. */
export class KeptFinals {
  readonly #tools: KeptFinalsTools;
  /** The chats whose answers are being sent; `true` where there may be more of them since. */
  readonly #telling = new Map<ChatId, boolean>();
  #tell: TellKept | null = null;

  constructor(tools: KeptFinalsTools) {
    this.#tools = tools;
  }

  /** From now on what was kept is told as soon as its chat can be reached, and what earlier processes kept for chats that can be now. */
  async start(tell: TellKept): Promise<void> {
    this.#tell = tell;
    const kept = await this.#tools.store.chats().catch(() => []);
    for (const chatId of kept) if (!(await this.#tools.chats.isUnreachable(chatId))) this.reached(chatId);
  }

  /**
   * Keeps a final that met a closed door, for the chat by its present id. Rejects if the disk refuses; then it stays in the
   * outbox, for the next process.
   */
  async keep(final: QueuedFinal, chatId: ChatId): Promise<void> {
    await this.#tools.store.keep(final, chatId);
    const data = { run: final.parcel.run, kind: final.parcel.kind, chat: chatId };
    this.#tools.journal.record({ name: 'final.kept', level: 'warn', data });
    // The door may have opened meanwhile.
    if (!(await this.#tools.chats.isUnreachable(chatId))) this.reached(chatId);
  }

  /** The chat can be reached: sends the latest that are kept for it, and says how many more there are. */
  reached(chatId: ChatId): void {
    if (this.#telling.has(chatId)) {
      this.#telling.set(chatId, true);
      return;
    }
    this.#telling.set(chatId, false);
    void this.#send(chatId)
      .catch((cause) =>
        this.#tools.journal.record({ name: 'final.kept-not-sent', level: 'error', data: { chat: chatId }, cause }),
      )
      .finally(() => {
        const again = this.#telling.get(chatId) === true;
        this.#telling.delete(chatId);
        if (again) void this.#tools.chats.isUnreachable(chatId).then((is) => (is ? undefined : this.reached(chatId)));
      });
  }

  /** Forgets what nobody could be told for too long. */
  async forgetOld(): Promise<void> {
    const { store, vault, clock, journal } = this.#tools;
    const before = await store.staged();
    const count = await store.forget(clock.now() - KEPT_FOR_MS);
    if (count === 0) return;
    journal.record({ name: 'final.forgotten', level: 'warn', data: { count } });
    const left = new Set((await store.staged()).map(({ name }) => name));
    for (const file of before) if (!left.has(file.name)) await vault.discard(file);
  }

  async #send(chatId: ChatId): Promise<void> {
    if (this.#tell === null) return;
    const { notices } = this.#tell;
    const { finals, left } = await this.#tools.store.free(chatId, MOST_AT_ONCE);
    for (const final of finals) await this.#sendOne(final, chatId);
    if (left === 0 || (await this.#tools.chats.isUnreachable(chatId))) return;
    const buttons = [[{ label: SHOW_KEPT, data: `${KEPT_BUTTON}${chatId}` }]];
    await notices.tell({ place: { chatId, threadId: null }, markdown: keptFinalsText(left), buttons });
  }

  /** One at a time: if the door is shut again, only one of them meets it. */
  async #sendOne({ parcel, ...rest }: QueuedMessage, chatId: ChatId): Promise<void> {
    if (this.#tell === null || (parcel.kind !== 'final' && parcel.kind !== 'files')) return;
    const { outcomes, sendFiles, bots } = this.#tell;
    if (await this.#tools.chats.isUnreachable(chatId)) return this.#tools.store.keep({ ...rest, parcel }, chatId);
    const channel = bots.current().then((bot) => bot.channel);
    if (parcel.kind === 'final') await outcomes.resume(channel, { ...rest, parcel });
    else await sendFiles.resume(channel, { ...rest, parcel });
  }
}
