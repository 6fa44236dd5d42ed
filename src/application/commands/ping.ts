import type { Clock } from '../../domain/ports/clock.js';
import type { RunDispatcher } from '../../domain/run/run-dispatcher.js';
import { formatSpan } from '../../domain/schedule/delay.js';
import type { RunJob } from '../run/run-job.js';
import type { TriggerList } from '../triggers/trigger-list.js';
import type { Command, CommandCall } from './command.js';

/** `/ping`: that we hear, since when, and what is going on. */
export class PingCommand implements Command {
  readonly name = 'ping';
  readonly description = 'see that the bot is there';
  readonly usage = ['/ping'];
  readonly #dispatcher: RunDispatcher<RunJob>;
  readonly #triggers: TriggerList;
  readonly #clock: Clock;
  readonly #startedMs: number;

  constructor(dispatcher: RunDispatcher<RunJob>, triggers: TriggerList, clock: Clock) {
    this.#dispatcher = dispatcher;
    this.#triggers = triggers;
    this.#clock = clock;
    this.#startedMs = clock.monotonicMs();
  }

  async run(call: CommandCall): Promise<void> {
    const lines = [
      `🏓 pong · up ${formatSpan(this.#clock.monotonicMs() - this.#startedMs)} · configuration ${call.generation.number}`,
      `${this.#dispatcher.live.length} running, ${this.#dispatcher.waiting.length} waiting`,
    ];
    const triggers = this.#triggers.summary(call.message.chatId, call.generation);
    if (triggers !== null) lines.push(triggers);
    const { conflicts } = call.bot.health();
    if (conflicts > 0) lines.push(`⚠️ Another program polls with the same token (${conflicts} conflicts).`);
    await call.reply(lines.join('  \n'), { silent: true });
  }
}
