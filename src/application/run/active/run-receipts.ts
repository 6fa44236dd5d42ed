import type { ChatId, MessageId, MessageRef } from '../../../domain/ids.js';
import type { RunPlan } from '../../../domain/run/run-plan.js';
import type { ChatChannel, Receipt } from '../../ports/chat/chat-channel.js';

/** So many messages that were handed to a run show how far it has come. */
const MOST_JOINED = 10;

/** Shows on the messages that asked for a run, and on those that were handed to it, how far it has come. */
export class RunReceipts {
  readonly #chatId: ChatId;
  readonly #askedIn: readonly MessageId[];
  readonly #channel: Pick<ChatChannel, 'react'>;
  #joined: readonly MessageRef[] = [];
  /** What no final has answered yet of those that joined. */
  #open: readonly MessageRef[] = [];
  #shown: Receipt | null = null;

  constructor({ place, askedIn = [] }: Pick<RunPlan, 'place' | 'askedIn'>, channel: Pick<ChatChannel, 'react'>) {
    this.#chatId = place.chatId;
    this.#askedIn = askedIn;
    this.#channel = channel;
  }

  /** Shows this from now on. */
  show(receipt: Receipt): void {
    if (this.#shown === receipt) return;
    this.#shown = receipt;
    for (const message of [...this.#refs(this.#askedIn), ...this.#joined]) this.#channel.react(message, receipt);
  }

  /** Messages were handed to the run. What was written in a chat before it got another id can't be shown in its finals. */
  join(chatId: ChatId, messages: readonly MessageId[]): void {
    const more = messages.map((messageId) => ({ chatId, messageId }));
    const all = [...this.#joined, ...more];
    for (const message of all.slice(0, -MOST_JOINED)) this.#channel.react(message, 'none');
    this.#joined = all.slice(-MOST_JOINED);
    this.#open = [...this.#open, ...more].slice(-MOST_JOINED);
    for (const message of more) this.#channel.react(message, this.#shown ?? 'working');
  }

  /** The messages that a final answers, which shows on them from now on what came of it. */
  answered(): readonly MessageId[] {
    const here = this.#joined.filter(({ chatId }) => chatId === this.#chatId);
    this.#open = this.#open.filter((message) => !here.includes(message));
    return [...this.#askedIn, ...here.map(({ messageId }) => messageId)];
  }

  /** The run is over, whatever is told of it: nothing is shown any more on what no final has answered. */
  leave(): void {
    if (this.#shown !== 'none') for (const message of this.#open) this.#channel.react(message, 'none');
    this.#open = [];
  }

  #refs(messages: readonly MessageId[]): readonly MessageRef[] {
    return messages.map((messageId) => ({ chatId: this.#chatId, messageId }));
  }
}
