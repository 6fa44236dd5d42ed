import { setTimeout as pause } from 'node:timers/promises';
import { Account } from './account.js';
import { type Damage, damage } from './damage.js';
import type { Harness } from './harness.js';
import { Load } from './load.js';
import type { KillPoint } from './preload/plan.js';
import type { Random } from './random.js';
import type { Stage } from './stage.js';
import { CRON_CHATS } from './stage-config.js';
import { sumsOf } from './verdict.js';

/** The mean time between two kills, for spreading crons over the whole. */
const CYCLE_MS = 3_500;
const CRON_EVERY_MS = 4_000;
/** What is left at the end may have to wait for its turn in its chat, one message a second. */
const SETTLE_PATIENCE_MS = 60_000;

/** Killed at random moments under load, every third time with what was not synced damaged; then all must come to its end. */
export async function killUnderLoad(harness: Harness): Promise<Account> {
  const { kills, parallel } = harness.options;
  const account = new Account('killed under load');
  const shares = Array.from({ length: parallel }, (_, index) => Math.floor((kills + index) / parallel));
  await Promise.all(
    shares.filter((share) => share > 0).map((share, index) => oneStage(harness, account, share, index)),
  );
  return account;
}

async function oneStage(harness: Harness, account: Account, kills: number, index: number): Promise<void> {
  const random = harness.random(`load ${index}`);
  await using stage = await harness.stage({ recordsDisk: true });
  await planCrons(stage, kills);
  let damaged = 0;
  stage.supervision = {
    next: () => ({ kill: ownDeath(random) }),
    afterDeath: () => {
      const how: Damage = random.pick(['keep', 'keep', 'drop', 'cut', 'garble']);
      if (damage(stage.database, stage.file('synced.json'), how, random) > 0) damaged++;
    },
  };
  await stage.start();
  const load = new Load(stage, harness.random(`asks ${index}`));
  const loading = load.run();
  while (stage.kills < kills && stage.oddities.length < 20) {
    const lives = stage.kills;
    await Promise.race([pause(momentOf(random)), stage.until('its death', 60_000, () => stage.kills > lives)]);
    await stage.kill();
    if (stage.kills % 10 === 9) sayStand(harness, stage, account.name, kills);
  }
  load.end();
  stage.supervision = {};
  stage.tell({ kill: null });
  await loading;
  await forgetLaterCrons(stage);
  harness.say(`  ${account.name}: the load has ended, letting it come to rest`);
  await stage.settle(SETTLE_PATIENCE_MS / 3);
  for (let jumped = 0; jumped < 75_000; jumped += 25_000) {
    stage.jump(25_000);
    await pause(1_000);
  }
  const sums = await stage.settle(SETTLE_PATIENCE_MS);
  await harness.keep(stage, account.add(`stage ${index + 1}`, stage, sums));
  harness.say(`  ${account.name}: the store was damaged ${damaged} times`);
}

/** Many moments while it starts and recovers, most while it works. */
function momentOf(random: Random): number {
  return random.chance(0.3) ? random.between(0, 700) : random.between(700, 6_500);
}

/** Besides the kills from outside: commits that nobody sees return are rarely hit by those. */
function ownDeath(random: Random): KillPoint | null {
  if (random.chance(0.3)) return { commit: 1 + random.below(40) };
  return random.chance(0.3) ? { nth: 1 + random.below(250) } : null;
}

async function planCrons(stage: Stage, kills: number): Promise<void> {
  const crons = new Map<string, number>();
  const lastMs = kills * CYCLE_MS + 120_000;
  for (let afterMs = CRON_EVERY_MS; afterMs < lastMs; afterMs += CRON_EVERY_MS) {
    const [token, dueAtMs] = [stage.ledger.mint(), stage.now() + afterMs];
    const chat = CRON_CHATS[crons.size % CRON_CHATS.length] ?? 0;
    stage.ledger.add('cron', token, chat, { dueAtMs });
    crons.set(token, dueAtMs);
  }
  await stage.configure(crons);
}

/** What is not due yet is not asked for any more. */
async function forgetLaterCrons(stage: Stage): Promise<void> {
  const last = stage.now() + 2_000;
  const left = stage.ledger.facts.filter(({ dueAtMs }) => dueAtMs === null || dueAtMs <= last);
  stage.ledger.facts.splice(0, stage.ledger.facts.length, ...left);
  await stage.configure(
    new Map(left.flatMap(({ token, dueAtMs }): [string, number][] => (dueAtMs === null ? [] : [[token, dueAtMs]]))),
  );
}

function sayStand(harness: Harness, stage: Stage, name: string, kills: number): void {
  const sums = sumsOf(stage.evidence());
  const accepted = [...sums.accepted.values()].reduce((sum, count) => sum + count, 0);
  const twice = sums.startedTwice;
  harness.say(
    `  ${name}: ${stage.kills} of ${kills} kills, ${accepted} accepted, ${sums.told} told, ${twice} started twice`,
  );
}
