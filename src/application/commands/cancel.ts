import type { CancelRuns } from '../run/cancel-runs.js';
import type { AtCommand } from './at.js';
import type { Command, CommandCall } from './command.js';

/** `/cancel`: what is replied to, else the one thing that goes on, waits, or is delayed here. */
export class CancelCommand implements Command {
  readonly name = 'cancel';
  readonly description = 'stop the run, or drop what waits';
  readonly usage = ['/cancel', '/cancel as a reply to a progress message'];
  readonly #runs: CancelRuns;
  readonly #at: AtCommand;

  constructor(runs: CancelRuns, at: AtCommand) {
    this.#runs = runs;
    this.#at = at;
  }

  async run(call: CommandCall): Promise<void> {
    const { replyTo, chatId, threadId } = call.message;
    if (replyTo !== null) {
      const outcome = this.#runs.byMessage({ chatId, messageId: replyTo.messageId });
      if (outcome === null) await call.reply('Nothing is running for that message.', { silent: true });
      return;
    }
    const { live, waiting } = this.#runs.of(chatId, threadId);
    const candidates = live.length > 0 ? live : waiting;
    if (candidates.length > 1) {
      const what = live.length > 0 ? 'runs are going on' : 'runs are waiting';
      return call.reply(
        `${candidates.length} ${what}. Reply with /cancel to the progress message of the one you mean.`,
      );
    }
    const only = candidates[0];
    if (only !== undefined) {
      this.#runs.byId(only.id);
      return;
    }
    const dropped = await this.#at.dropAll(chatId);
    if (dropped === 0) return call.reply('Nothing is running here.', { silent: true });
    await call.reply(`❌ Cancelled ${dropped} delayed ${dropped === 1 ? 'run' : 'runs'}.`);
  }
}
