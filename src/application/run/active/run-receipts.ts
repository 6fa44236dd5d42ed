import type { RunPlan } from '../../../domain/run/run-plan.js';
import type { ChatChannel, Receipt } from '../../ports/chat/chat-channel.js';

/** Shows on the messages that asked for a run how far it has come. */
export class RunReceipts {
  readonly #plan: Pick<RunPlan, 'place' | 'askedIn'>;
  readonly #channel: Pick<ChatChannel, 'react'>;
  #shown: Receipt | null = null;

  constructor(plan: Pick<RunPlan, 'place' | 'askedIn'>, channel: Pick<ChatChannel, 'react'>) {
    this.#plan = plan;
    this.#channel = channel;
  }

  /** Shows this from now on. */
  show(receipt: Receipt): void {
    if (this.#shown === receipt) return;
    this.#shown = receipt;
    const { place, askedIn = [] } = this.#plan;
    for (const messageId of askedIn) this.#channel.react({ chatId: place.chatId, messageId }, receipt);
  }
}
