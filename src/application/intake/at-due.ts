import type { Inbox } from '../../domain/ports/inbox.js';
import type { Delayed } from '../../domain/schedule/at-scheduler.js';
import type { ChatBot, ChatBotSlice } from '../ports/chat-bot.js';
import type { Journal } from '../ports/journal.js';
import type { AdapterHost } from '../reload/adapter-host.js';
import type { SubmitRun } from '../run/submit-run.js';
import type { Interpretation } from './interpret-message.js';

/** A run that was asked for ahead of time, frozen as it was asked for. Plain JSON. */
export interface DelayedRun extends Interpretation {
  /** The delay in the person's own form, such as `5m`. */
  readonly written: string;
}

/** Starts a delayed run when its time has come. */
export class AtDue {
  readonly #submitRun: SubmitRun;
  readonly #bots: AdapterHost<ChatBotSlice, ChatBot>;
  readonly #inbox: Inbox;
  readonly #journal: Journal;

  constructor(submitRun: SubmitRun, bots: AdapterHost<ChatBotSlice, ChatBot>, inbox: Inbox, journal: Journal) {
    this.#submitRun = submitRun;
    this.#bots = bots;
    this.#inbox = inbox;
    this.#journal = journal;
  }

  /** Hands the run to the one door; while the program drains, its row is left for the next start. */
  async due(delayed: Delayed<DelayedRun>): Promise<void> {
    const { written: _written, ...request } = delayed.request;
    this.#journal.record({ name: 'at.due', level: 'info', data: { id: delayed.id, chat: delayed.chatId } });
    try {
      const origin = { kind: 'at' as const, id: delayed.id };
      const submitted = await this.#submitRun.submit({ ...request, origin, rows: [delayed.row] });
      if (submitted.ok) return;
      const { channel } = await this.#bots.current();
      await channel.say(request.place, { problem: submitted.problem }, { replyTo: request.replyTo });
      await this.#inbox.finish([delayed.row], 'dead');
    } catch (cause) {
      this.#journal.record({ name: 'at.failed', level: 'error', data: { id: delayed.id }, cause });
    }
  }
}
