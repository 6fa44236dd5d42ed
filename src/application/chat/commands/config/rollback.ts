import type { Clock } from '../../../../domain/ports/clock.js';
import type { LocalTime } from '../../../../domain/ports/local-time.js';
import { localText } from '../../../../domain/schedule/local-text.js';
import type { Button } from '../../../ports/chat/chat-channel.js';
import type { GoodFile, GoodFiles } from '../../../ports/config/good-files.js';
import type { ConfigReloader } from '../../../reload/config-reloader.js';
import type { Rollback } from '../../../reload/history/rollback.js';
import { backButton } from '../../../reload/take-back-buttons.js';
import { takeBackText } from '../../../wording/reload/take-back-text.js';
import { codeSpan } from '../../../wording/text/markdown.js';
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
  readonly description = 'go back to an earlier configuration file';
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
    if (files.length === 0) return call.reply('No configuration file was kept yet.', { silent: true });
    const zone = call.generation.config.triggers.defaultTimezone;
    const lines = files.map((file) => `- ${this.#line(file, zone)}`);
    const buttons = files.filter((file) => !this.#isInForce(file)).map(({ number }) => backButton(number));
    await call.reply(`↩️ **Earlier configuration files**\n\n${lines.join('\n')}`, {
      silent: true,
      buttons: inRows(buttons),
    });
  }

  #line(file: GoodFile, zone: string | null): string {
    const { clock, times } = this.#tools;
    const { day, exactTime, offset } = localText(file.at, clock.now(), zone, times);
    const changes = file.changes.length === 0 ? '' : ` · ${file.changes.map(codeSpan).join(', ')}`;
    return `**${file.number}** · ${day} ${exactTime} ${offset}${changes}${this.#isInForce(file) ? ' · live' : ''}`;
  }

  #isInForce({ digest }: GoodFile): boolean {
    return this.#tools.reloader.inForce?.reading.digest === digest;
  }
}

function inRows(buttons: readonly Button[]): readonly (readonly Button[])[] {
  const rows = Math.ceil(buttons.length / BUTTONS_A_ROW);
  return Array.from({ length: rows }, (_, row) => buttons.slice(row * BUTTONS_A_ROW, (row + 1) * BUTTONS_A_ROW));
}
