import type { FollowConfig, ReloadOutcome } from '../../reload/follow/follow-config.js';
import { reloadedText } from '../../wording/commands/config-text.js';
import { rejectedReport } from '../../wording/reload/reload-report.js';
import type { Command, CommandCall } from './command.js';
import { requireAdministrator } from './require-administrator.js';

/** `/reload`: reads the configuration now. */
export class ReloadCommand implements Command {
  readonly name = 'reload';
  readonly description = 'read untether.toml now';
  readonly usage = ['/reload'];
  readonly standsAlone = true;
  readonly #follow: FollowConfig;

  constructor(follow: FollowConfig) {
    this.#follow = follow;
  }

  async run(call: CommandCall): Promise<void> {
    if (!(await requireAdministrator(call))) return;
    await call.reply(answerTo(await this.#follow.reload()), { silent: true });
  }
}

function answerTo(outcome: ReloadOutcome): string {
  if (outcome.kind === 'held') return reloadedText(outcome);
  if (outcome.kind === 'unchanged') {
    return outcome.refused === null ? reloadedText({ kind: 'unchanged' }) : rejectedReport(outcome.refused);
  }
  const { applied } = outcome;
  if (!applied.ok) return rejectedReport(applied.problem);
  return reloadedText({ kind: 'live', generation: applied.value.generation.number });
}
