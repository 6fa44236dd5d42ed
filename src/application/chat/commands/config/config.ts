import type { ConfigDiff } from '../../../reload/history/config-diff.js';
import type { Command, CommandCall } from '../command.js';
import { requireAdministrator } from '../require-administrator.js';

/** `/config diff`: what the file says against what is live. */
export class ConfigCommand implements Command {
  readonly name = 'config';
  readonly description = 'how untether.toml differs from what is in use';
  readonly usage = ['/config diff', '/config diff <number>'];
  readonly #diff: ConfigDiff;

  constructor(diff: ConfigDiff) {
    this.#diff = diff;
  }

  async run(call: CommandCall): Promise<void> {
    const asked = /^diff(?:\s+(\d{1,15}))?$/.exec(call.rest);
    if (asked === null) return call.reply({ problem: { kind: 'usage', usage: this.usage } });
    if (!(await requireAdministrator(call))) return;
    const number = asked[1];
    const text = number === undefined ? this.#diff.ofFile() : this.#diff.ofGeneration(Number(number));
    await call.reply(await text, { silent: true });
  }
}
