import type { ChatId, MessageRef } from '../../../domain/ids.js';
import type { TokenSource } from '../../../domain/ports/token-source.js';
import type { AdapterHost } from '../../hosting/adapter-host.js';
import type { ChatBot, ChatBotSlice } from '../../ports/chat/chat-bot.js';
import type { Button, ChatChannel } from '../../ports/chat/chat-channel.js';
import type { GoodReading } from '../../ports/config/config-source.js';
import type { Journal } from '../../ports/system/journal.js';
import type { HoldReason } from '../../values/hold-policy.js';
import { ownerChats } from '../../values/owner-chats.js';
import { heldReport } from '../../wording/reload/held-report.js';
import { RELOAD_LABELS } from '../../wording/reload/reload-labels.js';
import type { InForce } from '../config-reloader.js';

/** What the data of the buttons under a question begins with. */
export const HELD_BUTTON = 'held:';

/** A reading that waits for a person. */
export interface HeldReload {
  /** Of this question; another reading has another one, and so has the same after a restart. */
  readonly id: string;
  readonly reading: GoodReading;
  readonly reason: HoldReason;
}

/** One message that asks; `sent` resolves with where it is, or `null` if nobody can be reached there. */
interface Question {
  readonly chatId: ChatId;
  readonly sent: Promise<{ readonly channel: ChatChannel; readonly message: MessageRef } | null>;
}

/** Keeps the one reading that waits for a person, and the messages that ask about it: one a chat, whatever comes. */
export class PendingReload {
  readonly #bots: AdapterHost<ChatBotSlice, ChatBot>;
  readonly #tokens: TokenSource;
  readonly #journal: Journal;
  #held: HeldReload | null = null;
  #questions: readonly Question[] = [];
  #declined = false;

  constructor(bots: AdapterHost<ChatBotSlice, ChatBot>, tokens: TokenSource, journal: Journal) {
    this.#bots = bots;
    this.#tokens = tokens;
    this.#journal = journal;
  }

  /** What waits, or `null`. */
  get held(): HeldReload | null {
    return this.#held;
  }

  /** Whether a person said no to what the file says. */
  get declined(): boolean {
    return this.#declined;
  }

  /** Whether the message asks about what waits. */
  async asksIn({ chatId, messageId }: MessageRef): Promise<boolean> {
    const question = this.#questions.find((one) => one.chatId === chatId);
    return (await question?.sent)?.message.messageId === messageId;
  }

  /** Asks the owner about a reading; one that waited before is not asked about any more. */
  hold(reading: GoodReading, reason: HoldReason, { generation, reading: before }: InForce): HeldReload {
    const held = { id: this.#tokens.next(), reading, reason };
    this.#held = held;
    this.#declined = false;
    this.#journal.record({ name: 'config.held', level: 'warn', data: { reason, generation: generation.number } });
    this.#ask(ownerChats(generation), heldReport(before, reading, reason), buttonsOf(held));
    return held;
  }

  /** Ends the question with these words; nothing waits any more. */
  conclude(markdown: string, verdict: 'applied' | 'declined' | 'overtaken'): void {
    if (this.#held === null) return;
    this.#held = null;
    this.#declined = verdict === 'declined';
    this.#journal.record({ name: 'config.hold-ended', level: 'info', data: { verdict } });
    for (const question of this.#questions) change(question, markdown, []);
    this.#questions = [];
  }

  /** What the file says is in force, or was refused: nobody said no to that. */
  forget(): void {
    this.#declined = false;
  }

  #ask(chats: readonly ChatId[], markdown: string, buttons: Buttons): void {
    const known = this.#questions.filter(({ chatId }) => chats.includes(chatId));
    for (const question of known) change(question, markdown, buttons);
    const fresh = chats.filter((chatId) => !known.some((question) => question.chatId === chatId));
    this.#questions = [...known, ...fresh.map((chatId) => ({ chatId, sent: this.#send(chatId, markdown, buttons) }))];
  }

  async #send(chatId: ChatId, markdown: string, buttons: Buttons): Question['sent'] {
    const { channel } = await this.#bots.current();
    const place = { chatId, threadId: null };
    const delivery = await channel.notice({ place, markdown, loud: true, urgent: true, buttons });
    return delivery.kind !== 'delivered' || delivery.message === null ? null : { channel, message: delivery.message };
  }
}

type Buttons = readonly (readonly Button[])[];

function change({ sent }: Question, markdown: string, buttons: Buttons): void {
  void sent.then((where) => where?.channel.edit(where.message, { markdown }, buttons));
}

function buttonsOf({ id }: HeldReload): Buttons {
  return [
    [
      { label: RELOAD_LABELS.apply, data: `${HELD_BUTTON}apply:${id}`, style: 'success' },
      { label: RELOAD_LABELS.reject, data: `${HELD_BUTTON}reject:${id}`, style: 'danger' },
    ],
  ];
}
