import type { FollowConfig } from '../../reload/follow/follow-config.js';
import { rejectedReport } from '../../wording/reload/reload-report.js';
import type { Command, CommandCall } from './command.js';
import { requireAdministrator } from './require-administrator.js';

/** `/reload`: reads the configuration now. */
export class ReloadCommand implements Command {
  readonly name = 'reload';
  readonly description = 'read the configuration now';
  readonly usage = ['/reload'];
  readonly standsAlone = true;
  readonly #follow: FollowConfig;

  constructor(follow: FollowConfig) {
    this.#follow = follow;
  }

  async run(call: CommandCall): Promise<void> {
    if (!(await requireAdministrator(call))) return;
    const outcome = await this.#follow.reload();
    if (outcome.kind === 'unchanged') {
      const { refused } = outcome;
      const text = refused === null ? 'untether.toml is applied already.' : rejectedReport(refused);
      return call.reply(text, { silent: true });
    }
    if (outcome.kind === 'held') return call.reply(HELD, { silent: true });
    const { applied } = outcome;
    await call.reply(
      applied.ok ? `♻️ Configuration ${applied.value.generation.number} is live.` : rejectedReport(applied.problem),
      { silent: true },
    );
  }
}

const HELD =
  '✋ The edited configuration waits: the owner chat was asked about it. `untether reload --apply` on the machine ' +
  'applies it too.';
