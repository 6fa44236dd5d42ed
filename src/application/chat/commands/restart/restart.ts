import type { RunDispatcher } from '../../../../domain/run/run-dispatcher.js';
import type { ServiceManager } from '../../../ports/system/service-manager.js';
import type { RunJob } from '../../../run/active/run-job.js';
import { restartText } from '../../../wording/commands/restart-text.js';
import type { Command, CommandCall } from '../command.js';
import { requireAdministrator } from '../require-administrator.js';
import type { Restart } from './restart-wish.js';

/** `/restart`: lets running work end, then starts the program again. */
export class RestartCommand implements Command {
  readonly name = 'restart';
  readonly description = 'restart Untether once running tasks are done';
  readonly usage = ['/restart'];
  readonly standsAlone = true;
  readonly #restart: Restart;
  readonly #dispatcher: RunDispatcher<RunJob>;
  readonly #service: ServiceManager;

  constructor(restart: Restart, dispatcher: RunDispatcher<RunJob>, service: ServiceManager) {
    this.#restart = restart;
    this.#dispatcher = dispatcher;
    this.#service = service;
  }

  async run(call: CommandCall): Promise<void> {
    if (!(await requireAdministrator(call))) return;
    const obstacle = await this.#service.restartObstacle();
    if (obstacle !== null) return call.reply(restartText({ kind: 'impossible', obstacle }));
    if (this.#dispatcher.draining && !this.#restart.taken) {
      return call.reply(restartText({ kind: 'shutting-down' }), { silent: true });
    }
    const runs = this.#dispatcher.live.length;
    const asked = await this.#restart.ask(call.message);
    if (asked === 'taken') await call.reply(restartText({ kind: 'accepted', runs }), { silent: true });
    if (asked === 'already') await call.reply(restartText({ kind: 'already' }), { silent: true });
  }
}
