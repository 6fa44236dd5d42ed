import type { RunId } from '../../../domain/ids.js';
import { isAnything } from '../../../domain/json-shape.js';
import type { RunPlan } from '../../../domain/run/run-plan.js';
import type { BotMessageRef, MessageStore, SentMessage, Standing } from '../../ports/chat/message-store.js';
import type { SentMessages } from '../../ports/chat/sent-messages.js';
import type { Checkpoints } from '../../ports/store/checkpoints.js';
import type { Journal } from '../../ports/system/journal.js';
import type { ActiveRuns } from './active-runs.js';

/** Kept once the state of the Python program was imported: from then on its messages may be read. */
export const EARLIER_TEXTS = 'earlier-texts';

/** How many messages that the disk refused are noted again with the next one. */
const MOST_REFUSED = 1_000;

/** What our own messages are known by. */
export interface OwnMessagesTools {
  readonly messages: MessageStore;
  readonly activeRuns: ActiveRuns;
  readonly checkpoints: Checkpoints;
  readonly journal: Journal;
}

/** What the messages of our bots stand for. Without the disk, those of runs that wait or go on are known all the same. */
export class OwnMessages implements SentMessages {
  readonly #book: MessageStore;
  readonly #activeRuns: ActiveRuns;
  readonly #checkpoints: Checkpoints;
  readonly #journal: Journal;
  /** The chats whose first message is on disk, or on its way there. */
  readonly #begun = new Set<string>();
  #refused: SentMessage[] = [];

  constructor({ messages, activeRuns, checkpoints, journal }: OwnMessagesTools) {
    this.#book = messages;
    this.#activeRuns = activeRuns;
    this.#checkpoints = checkpoints;
    this.#journal = journal;
  }

  /** Asks the disk at once, so that the message is noted in the transaction of whatever is stored because of it. */
  sent(message: SentMessage): void {
    const { bot, chatId, subject } = message;
    if (subject?.kind === 'run') this.#activeRuns.posted(message, subject.run);
    const chat = `${bot} ${chatId}`;
    if (subject === null && this.#begun.has(chat) && this.#refused.length === 0) return;
    this.#begun.add(chat);
    const due = [...this.#refused, message];
    this.#refused = [];
    for (const one of due) void this.#book.note(one).catch((cause) => this.#notNoted(one, cause));
  }

  /** The run that a message belongs to, whether that is over or not; `null` if it belongs to none. */
  async runOf(message: BotMessageRef): Promise<RunId | null> {
    return this.#activeRuns.findByMessage(message)?.id ?? (await this.standingOf(message))?.run ?? null;
  }

  /** What a message stands for; `null` if that is nothing, or nobody knows any more. */
  async standingOf(message: BotMessageRef): Promise<Standing | null> {
    const live = this.#activeRuns.findByMessage(message);
    try {
      return (await this.#book.find(message)) ?? this.#standingOf(live);
    } catch (cause) {
      this.#journal.record({ name: 'messages.unknown', level: 'error', data: { ...message }, cause });
      return this.#standingOf(live);
    }
  }

  /** Whether a message of our bot was sent by the Python program, whose state was imported, before we were there. */
  async isEarlier(message: BotMessageRef): Promise<boolean> {
    if ((await this.#checkpoints.find(EARLIER_TEXTS, isAnything)) === null) return false;
    const first = await this.#book.firstIn(message.bot, message.chatId);
    return first === null || message.messageId < first;
  }

  #standingOf(plan: RunPlan | null): Standing | null {
    if (plan === null) return null;
    return { run: plan.id, engine: plan.engine, context: plan.context, resume: this.#activeRuns.tokenOf(plan.id) };
  }

  #notNoted(message: SentMessage, cause: unknown): void {
    const { subject: _subject, ...which } = message;
    this.#journal.record({ name: 'messages.not-noted', level: 'error', data: which, cause });
    if (this.#refused.length < MOST_REFUSED) this.#refused.push(message);
  }
}
