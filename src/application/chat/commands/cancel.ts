import type { DelayedRun } from '../../../domain/accepted/delayed-run.js';
import type { Loop } from '../../../domain/accepted/loop.js';
import type { AtScheduler } from '../../../domain/schedule/at-scheduler.js';
import type { CancelRuns } from '../../run/active/cancel-runs.js';
import { type Cancelled, cancelledText } from '../../wording/commands/cancel-text.js';
import type { Command, CommandCall } from './command.js';

/** `/cancel`: what is replied to, else the one thing that goes on, waits, is delayed or comes again here. */
export class CancelCommand implements Command {
  readonly name = 'cancel';
  readonly description = 'stop the task that is running';
  readonly usage = ['/cancel', '/cancel as a reply to any message of a run'];
  readonly group = 'tasks';
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
      const outcome = replyTo.ours ? await this.#runs.byMessage(message) : this.#runs.byWords(message);
      if (outcome === null) await call.reply(cancelledText({ kind: 'no-run' }), { silent: true });
      return;
    }
    const { live, waiting } = this.#runs.of(chatId, threadId);
    const are = live.length > 0 ? 'active' : 'waiting';
    const candidates = live.length > 0 ? live : waiting;
    const [only] = candidates;
    if (candidates.length > 1) return call.reply(cancelledText({ kind: 'several', count: candidates.length, are }));
    if (only !== undefined) {
      this.#runs.byId(only.id);
      return;
    }
    const dropped = await this.#dropDelayed(call);
    await call.reply(cancelledText(dropped), dropped.kind === 'nothing' ? { silent: true } : {});
  }

  /** Drops what is delayed in this place: in a topic, nothing of the others. */
  async #dropDelayed({ message: { chatId, threadId } }: CommandCall): Promise<Cancelled> {
    const dropped = await this.#delayed.cancel(chatId, ({ request }) => request.place.threadId === threadId);
    if (dropped.length > 0) return { kind: 'delayed', count: dropped.length };
    const ended = await this.#loops.cancel(chatId, ({ request }) => request.request.place.threadId === threadId);
    if (ended.length > 0) return { kind: 'loops', count: ended.length };
    return { kind: 'nothing', elsewhere: this.#delayed.list(chatId).length };
  }
}
