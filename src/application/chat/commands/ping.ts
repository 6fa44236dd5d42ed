import type { HealthCheck } from '../../health/health-check.js';
import type { TriggerList } from '../../triggers/trigger-list.js';
import { pingText } from '../../wording/commands/ping-text.js';
import type { Command, CommandCall } from './command.js';

/** `/ping`: that we hear, since when, and what is going on. */
export class PingCommand implements Command {
  readonly name = 'ping';
  readonly description = 'check that the bot is there';
  readonly usage = ['/ping'];
  readonly onlyShows = true;
  readonly #healthCheck: HealthCheck;
  readonly #triggers: TriggerList;

  constructor(healthCheck: HealthCheck, triggers: TriggerList) {
    this.#healthCheck = healthCheck;
    this.#triggers = triggers;
  }

  async run(call: CommandCall): Promise<void> {
    const report = await this.#healthCheck.now();
    const triggers = await this.#triggers.summary(call.message.chatId, call.generation);
    await call.reply(pingText(report, call.generation, triggers), { silent: true });
  }
}
