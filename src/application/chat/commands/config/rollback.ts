import type { Clock } from '../../../../domain/ports/clock.js';
import type { LocalTime } from '../../../../domain/ports/local-time.js';
import { localText } from '../../../../domain/schedule/local-text.js';
import { inRows } from '../../../delivery/button-rows.js';
import type { GoodFile, GoodFiles } from '../../../ports/config/good-files.js';
import type { ConfigReloader } from '../../../reload/config-reloader.js';
import type { Rollback } from '../../../reload/history/rollback.js';
import { backButton } from '../../../reload/take-back-buttons.js';
import { type EarlierFile, earlierFilesText } from '../../../wording/commands/config-text.js';
import { takeBackText } from '../../../wording/reload/take-back-text.js';
import type { Command, CommandCall } from '../command.js';
import { requireAdministrator } from '../require-administrator.js';

const BUTTONS_A_ROW = 5;

/** What `/rollback` is built on. */
export interface RollbackTools {
  readonly files: GoodFiles;
  readonly takeBack: Rollback;
  readonly reloader: ConfigReloader;
  readonly times: LocalTime;
  readonly clock: Clock;
}

/** `/rollback`: the configuration files of before, and a way back to each of them. */
export class RollbackCommand implements Command {
  readonly name = 'rollback';
  readonly description = 'restore an earlier untether.toml';
  readonly usage = ['/rollback', '/rollback <number>'];
  readonly #tools: RollbackTools;

  constructor(tools: RollbackTools) {
    this.#tools = tools;
  }

  async run(call: CommandCall): Promise<void> {
    if (call.rest !== '' && !/^\d{1,15}$/.test(call.rest)) {
      return call.reply({ problem: { kind: 'usage', usage: this.usage } });
    }
    if (!(await requireAdministrator(call))) return;
    if (call.rest === '') return this.#show(call);
    const to = Number(call.rest);
    await call.reply(takeBackText(to, await this.#tools.takeBack.run({ to, ifStill: null })), { silent: true });
  }

  async #show(call: CommandCall): Promise<void> {
    const files = await this.#tools.files.list();
    const zone = call.generation.config.triggers.defaultTimezone;
    const buttons = files.filter((file) => !this.#isLive(file)).map(({ number }) => backButton(number));
    const text = earlierFilesText(files.map((file) => this.#shown(file, zone)));
    await call.reply(text, { silent: true, buttons: inRows(buttons, BUTTONS_A_ROW) });
  }

  #shown(file: GoodFile, zone: string | null): EarlierFile {
    const { clock, times } = this.#tools;
    const { number, changes } = file;
    return { number, changes, local: localText(file.at, clock.now(), zone, times), isLive: this.#isLive(file) };
  }

  #isLive({ digest }: GoodFile): boolean {
    return this.#tools.reloader.inForce?.reading.digest === digest;
  }
}
