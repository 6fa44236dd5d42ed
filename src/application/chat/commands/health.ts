import type { Clock } from '../../../domain/ports/clock.js';
import type { HealthCheck } from '../../health/health-check.js';
import type { Machine } from '../../ports/system/machine.js';
import { healthText } from '../../wording/commands/health-text.js';
import type { Command, CommandCall } from './command.js';

/** `/health`: how the program and its machine are. A part that can't be had is said to be unknown; the others stand. */
export class HealthCommand implements Command {
  readonly name = 'health';
  readonly description = 'how Untether and its machine are doing';
  readonly usage = ['/health'];
  readonly onlyShows = true;
  readonly #healthCheck: HealthCheck;
  readonly #machine: Machine;
  readonly #clock: Clock;

  constructor(healthCheck: HealthCheck, machine: Machine, clock: Clock) {
    this.#healthCheck = healthCheck;
    this.#machine = machine;
    this.#clock = clock;
  }

  async run(call: CommandCall): Promise<void> {
    const report = await this.#healthCheck.now();
    const machine = {
      memory: asFarAsKnown(() => this.#machine.memory()),
      own: asFarAsKnown(() => this.#machine.own()),
    };
    await call.reply(healthText(report, machine, this.#clock.now()), { silent: true });
  }
}

/** What is there; `null` if it is not to be had. */
function asFarAsKnown<T>(read: () => T): T | null {
  try {
    return read();
  } catch {
    return null;
  }
}
