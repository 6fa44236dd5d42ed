import { errorText } from '../../domain/error-text.js';
import type { BotProbe } from '../ports/chat/bot-probe.js';
import type { DiskProbe } from '../ports/system/disk-probe.js';
import type { Finding, Repair } from '../values/finding.js';
import { REPAIRS } from '../wording/health/doctor-remarks.js';

/** What repairs are made with. */
export interface RepairTools {
  readonly disk: Pick<DiskProbe, 'close'>;
  readonly bot: Pick<BotProbe, 'removeWebhook'>;
}

/** Puts right what can be, each told in a line; touches nothing else. */
export async function repairFindings(findings: readonly Finding[], tools: RepairTools): Promise<readonly string[]> {
  const lines: string[] = [];
  for (const { check, repair } of findings) {
    if (repair === undefined) continue;
    lines.push(await carryOut(repair, tools).catch((error: unknown) => REPAIRS.failed(check, errorText(error))));
  }
  return lines.length === 0 ? [REPAIRS.nothing] : lines;
}

async function carryOut(repair: Repair, { disk, bot }: RepairTools): Promise<string> {
  switch (repair.kind) {
    case 'close-file':
      await disk.close(repair.path);
      return REPAIRS.closed(repair.path);
    case 'remove-webhook': {
      const removed = await bot.removeWebhook();
      if (!removed.ok) throw new Error(removed.problem.reason);
      return REPAIRS.webhookRemoved;
    }
  }
}
