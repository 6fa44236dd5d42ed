import { formatSpan } from '../../../domain/schedule/delay.js';
import type { HealthCheck } from '../../health/health-check.js';
import type { TriggerList } from '../../triggers/trigger-list.js';
import type { HealthReport } from '../../values/health-report.js';
import { listenerTrouble } from '../../wording/listener-trouble.js';
import type { Command, CommandCall } from './command.js';

/** `/ping`: that we hear, since when, and what is going on. */
export class PingCommand implements Command {
  readonly name = 'ping';
  readonly description = 'see that the bot is there';
  readonly usage = ['/ping'];
  readonly #vitals: HealthCheck;
  readonly #triggers: TriggerList;

  constructor(vitals: HealthCheck, triggers: TriggerList) {
    this.#vitals = vitals;
    this.#triggers = triggers;
  }

  async run(call: CommandCall): Promise<void> {
    const signs = await this.#vitals.now();
    const triggers = this.#triggers.summary(call.message.chatId, call.generation);
    const lines = [
      `🏓 pong · up ${formatSpan(signs.uptimeMs)} · configuration ${call.generation.number}`,
      `last poll ${formatSpan(signs.hearing.quietMs)} ago · ${signs.runs.live} running, ${signs.runs.waiting} waiting`,
      ...queuesLine(signs),
      ...(triggers === null ? [] : [triggers]),
      ...warningLines(signs),
    ];
    await call.reply(lines.join('  \n'), { silent: true });
  }
}

/** What waits to be sent or started, if anything does. */
function queuesLine({ outbox, backlog, delayed }: HealthReport): readonly string[] {
  const undelivered = backlog?.undelivered ?? 0;
  const parts = [
    ...(delayed === 0 ? [] : [`${delayed} delayed`]),
    ...(outbox === 0 ? [] : [`${outbox} on the way to Telegram`]),
    ...(undelivered === 0 ? [] : [`${undelivered} ${undelivered === 1 ? 'message' : 'messages'} not delivered yet`]),
  ];
  return parts.length === 0 ? [] : [parts.join(', ')];
}

function warningLines({ hearing, listener, issues, reloadHeld }: HealthReport): readonly string[] {
  const { conflicts, failures } = hearing;
  return [
    ...(conflicts === 0 ? [] : [`⚠️ Another program polls with the same token (${conflicts} conflicts).`]),
    ...(failures === 0 ? [] : [`⚠️ ${failures} polls failed.`]),
    ...(listener.state === 'down' ? [listenerTrouble(listener.trouble)] : []),
    ...(issues.includes('reload-rejected')
      ? ['⚠️ The configuration file was refused; the previous settings stay in use.']
      : []),
    ...(reloadHeld ? ['✋ An edit of the configuration waits for you; the previous settings stay in use.'] : []),
    ...(issues.includes('store-failing') ? ['⚠️ The store can’t be read.'] : []),
  ];
}
