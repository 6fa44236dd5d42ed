import { Account } from './account.js';
import { askLater, confirmationOf, say } from './asks.js';
import { jumpByDecades } from './clock-stands.js';
import type { Harness } from './harness.js';
import type { Stage } from './stage.js';
import { PEOPLE } from './stage-config.js';

const HOUR_MS = 3_600_000;
const PATIENCE_MS = 120_000;
const CRON_AFTER_MS = 30_000;

/** Jumps in milliseconds, one after the other; `restart`: the program is killed in between. */
interface Course {
  readonly name: string;
  readonly jumps: readonly (number | 'restart')[];
}

const COURSES: readonly Course[] = [
  { name: 'forward past the instants', jumps: [70_000] },
  { name: 'forward by hours', jumps: [3 * HOUR_MS] },
  { name: 'forward by hours while it is down', jumps: ['restart', 3 * HOUR_MS] },
  { name: 'back by hours, then on', jumps: [-2 * HOUR_MS, 2 * HOUR_MS, 70_000] },
  { name: 'past the instants, back over them, past them again', jumps: [70_000, -HOUR_MS, HOUR_MS] },
  { name: 'past the instants, back, restarted, past them again', jumps: [70_000, -HOUR_MS, 'restart', HOUR_MS] },
  { name: 'to and fro', jumps: [40_000, -20_000, 40_000, -30_000, 60_000] },
];

/** The wall clock is set forward and back by hours: `/at` and crons fire once, or are told as missed; nothing fires twice. */
export async function jumpClocks(harness: Harness): Promise<Account> {
  const account = new Account('clock set');
  await harness.each(account, COURSES, async ({ name, jumps }) => {
    await using stage = await harness.stage({ cronAfterMs: CRON_AFTER_MS });
    await stage.start();
    const later = askLater(stage, PEOPLE[0]);
    await stage.until('the confirmation', PATIENCE_MS, () => confirmationOf(stage, later));
    for (const jump of jumps) await take(stage, jump);
    say(stage, PEOPLE[1] ?? 0);
    const sums = await stage.settle(20_000);
    await harness.keep(stage, account.add(name, stage, sums));
  });
  await jumpByDecades(harness, account);
  return account;
}

async function take(stage: Stage, jump: number | 'restart'): Promise<void> {
  if (jump === 'restart') {
    await stage.kill();
    return;
  }
  stage.jump(jump);
  await stage.settle(1_000);
}
