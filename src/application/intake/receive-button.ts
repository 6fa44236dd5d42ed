import type { RowId } from '../../domain/ids.js';
import type { Inbox } from '../../domain/ports/inbox.js';
import type { AtScheduler } from '../../domain/schedule/at-scheduler.js';
import { codeSpan } from '../markdown.js';
import type { ChatBot, ChatBotSlice } from '../ports/chat-bot.js';
import type { AdapterHost } from '../reload/adapter-host.js';
import type { CancelRuns } from '../run/cancel-runs.js';
import type { DelayedRun } from './at-due.js';
import { botOf } from './bot-of.js';
import type { InboundButton } from './inbound.js';

/** The data of the cancel button under a progress message. */
export const CANCEL_BUTTON = 'untether:cancel';
/** What the data of a button that drops a delayed run begins with; its id follows. */
export const DROP_DELAYED_BUTTON = 'at:cancel:';

/** Acts on a pressed button; whatever it is, its waiting state ends. */
export class ReceiveButton {
  readonly #bots: AdapterHost<ChatBotSlice, ChatBot>;
  readonly #inbox: Inbox;
  readonly #cancelRuns: CancelRuns;
  readonly #delayed: AtScheduler<DelayedRun>;

  constructor(
    bots: AdapterHost<ChatBotSlice, ChatBot>,
    inbox: Inbox,
    cancelRuns: CancelRuns,
    delayed: AtScheduler<DelayedRun>,
  ) {
    this.#bots = bots;
    this.#inbox = inbox;
    this.#cancelRuns = cancelRuns;
    this.#delayed = delayed;
  }

  /** `stale`: it was pressed before a restart; it is answered, but what it meant may be gone. */
  async receive(row: RowId, button: InboundButton, stale: boolean): Promise<void> {
    const toast = stale ? null : await this.#act(button);
    const { channel } = await botOf(this.#bots, button);
    await channel.answerButton(button.buttonId, toast);
    await this.#inbox.finish([row], 'done');
  }

  async #act(button: InboundButton): Promise<string | null> {
    if (button.data === CANCEL_BUTTON) {
      switch (this.#cancelRuns.byMessage(button)) {
        case 'stopping':
          return 'Stopping…';
        case 'dropped':
          return 'Dropped from the queue';
        case null:
          return 'Nothing is running here any more';
      }
    }
    if (button.data.startsWith(DROP_DELAYED_BUTTON)) {
      const id = button.data.slice(DROP_DELAYED_BUTTON.length);
      const dropped = await this.#delayed.cancel(button.chatId, (delayed) => delayed.id === id);
      const { channel } = await botOf(this.#bots, button);
      const outcome = dropped.length > 0 ? `❌ Cancelled ${codeSpan(id)}.` : 'It is not waiting any more.';
      void channel.edit(button, { markdown: outcome });
      return dropped.length > 0 ? 'Cancelled' : null;
    }
    return 'This button has no effect any more';
  }
}
