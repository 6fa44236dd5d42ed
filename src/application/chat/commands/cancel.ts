import type { DelayedRun } from '../../../domain/accepted/delayed-run.js';
import type { Loop } from '../../../domain/accepted/loop.js';
import type { AtScheduler } from '../../../domain/schedule/at-scheduler.js';
import type { CancelRuns } from '../../run/active/cancel-runs.js';
import type { Command, CommandCall } from './command.js';

/** `/cancel`: what is replied to, else the one thing that goes on, waits, is delayed or comes again here. */
export class CancelCommand implements Command {
  readonly name = 'cancel';
  readonly description = 'stop the run, or drop what waits';
  readonly usage = ['/cancel', '/cancel as a reply to any message of a run'];
  readonly #runs: CancelRuns;
  readonly #delayed: AtScheduler<DelayedRun>;
  readonly #loops: AtScheduler<Loop>;

  constructor(runs: CancelRuns, delayed: AtScheduler<DelayedRun>, loops: AtScheduler<Loop>) {
    this.#runs = runs;
    this.#delayed = delayed;
    this.#loops = loops;
  }

  async run(call: CommandCall): Promise<void> {
    const { replyTo, bot, chatId, threadId } = call.message;
    if (replyTo !== null) {
      const message = { bot, chatId, messageId: replyTo.messageId };
      const outcome = replyTo.ours ? await this.#runs.byMessage(message) : null;
      if (outcome === null) await call.reply('Nothing is running for that message.', { silent: true });
      return;
    }
    const { live, waiting } = this.#runs.of(chatId, threadId);
    const candidates = live.length > 0 ? live : waiting;
    if (candidates.length > 1) {
      const what = live.length > 0 ? 'runs are active' : 'runs are waiting';
      return call.reply(`${candidates.length} ${what}. Reply with /cancel to a message of the one you mean.`);
    }
    const only = candidates[0];
    if (only !== undefined) {
      this.#runs.byId(only.id);
      return;
    }
    await this.#dropDelayed(call);
  }

  /** Drops what is delayed in this place: in a topic, nothing of the others. */
  async #dropDelayed({ message: { chatId, threadId }, reply }: CommandCall): Promise<void> {
    const dropped = await this.#delayed.cancel(chatId, ({ request }) => request.place.threadId === threadId);
    if (dropped.length > 0) {
      return reply(`❌ Cancelled ${dropped.length} delayed ${dropped.length === 1 ? 'run' : 'runs'}.`);
    }
    const ended = await this.#loops.cancel(chatId, ({ request }) => request.request.place.threadId === threadId);
    if (ended.length > 0) return reply(`❌ Ended ${ended.length} ${ended.length === 1 ? 'loop' : 'loops'}.`);
    const elsewhere = this.#delayed.list(chatId).length;
    const hint = elsewhere === 0 ? '' : ` ${elsewhere} delayed in other topics of this chat: \`/at list\`.`;
    await reply(`Nothing is running here.${hint}`, { silent: true });
  }
}
