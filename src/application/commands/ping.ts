import type { Clock } from '../../domain/ports/clock.js';
import type { RunDispatcher } from '../../domain/run/run-dispatcher.js';
import { formatSpan } from '../../domain/schedule/delay.js';
import { codeSpan } from '../markdown.js';
import type { RunJob } from '../run/run-job.js';
import type { Command, CommandCall } from './command.js';

/** `/ping`: that we hear, since when, and what is going on. */
export class PingCommand implements Command {
  readonly name = 'ping';
  readonly description = 'see that the bot is there';
  readonly usage = ['/ping'];
  readonly #dispatcher: RunDispatcher<RunJob>;
  readonly #clock: Clock;
  readonly #startedMs: number;

  constructor(dispatcher: RunDispatcher<RunJob>, clock: Clock) {
    this.#dispatcher = dispatcher;
    this.#clock = clock;
    this.#startedMs = clock.monotonicMs();
  }

  async run(call: CommandCall): Promise<void> {
    const lines = [
      `🏓 pong · up ${formatSpan(this.#clock.monotonicMs() - this.#startedMs)} · configuration ${call.generation.number}`,
      `${this.#dispatcher.live.length} running, ${this.#dispatcher.waiting.length} waiting`,
    ];
    const triggers = triggersLine(call);
    if (triggers !== null) lines.push(triggers);
    const { conflicts } = call.bot.health();
    if (conflicts > 0) lines.push(`⚠️ Another program polls with the same token (${conflicts} conflicts).`);
    await call.reply(lines.join('  \n'), { silent: true });
  }
}

/** The triggers that report in this chat; `null` if there are none. */
function triggersLine({ generation, message }: CommandCall): string | null {
  const own = generation.triggers.ofChat(message.chatId, generation.config.telegram.chatId);
  const active = own.filter((trigger) => trigger.enabled);
  if (active.length === 0) return null;
  const crons = active.flatMap((trigger) => (trigger.kind === 'cron' ? [trigger] : []));
  const hooks = active.length - crons.length;
  const [only] = crons;
  const schedule = only === undefined ? '' : codeSpan(`${only.id} ${only.schedule ?? only.at ?? ''}`.trim());
  const parts = [
    ...(crons.length === 0 ? [] : [crons.length === 1 ? `1 cron (${schedule})` : `${crons.length} crons`]),
    ...(hooks === 0 ? [] : [hooks === 1 ? '1 webhook' : `${hooks} webhooks`]),
  ];
  return `⏰ triggers: ${parts.join(', ')}`;
}
