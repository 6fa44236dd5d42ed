import { setTimeout as pause } from 'node:timers/promises';
import { Account } from './account.js';
import { askLater, confirmationOf, post, postOnce, progressOf, say } from './asks.js';
import type { Harness } from './harness.js';
import type { DiskTrouble } from './preload/plan.js';
import type { Stage } from './stage.js';
import { PEOPLE } from './stage-config.js';

const TROUBLES: readonly DiskTrouble[] = ['full', 'broken', 'read-only'];
const TROUBLED_MS = 1_500;
const PATIENCE_MS = 8_000;
const [FIRST, SECOND = 0, THIRD = 0, FOURTH = 0] = PEOPLE;

/** What else is the case. */
const CASES = ['idle', 'with a run going on', 'killed meanwhile'] as const;

/** The disk is full, broken or read-only for a while: nothing is confirmed that is not on it, and all flows when it is back. */
export async function troubleDisk(harness: Harness): Promise<Account> {
  const account = new Account('disk in trouble');
  const trials = CASES.flatMap((condition) => TROUBLES.map((trouble) => ({ trouble, condition })));
  await harness.each(account, trials, async ({ trouble, condition }) => {
    const name = `${trouble}, ${condition}`;
    await using stage = await harness.stage();
    // Taken when it is started again, so that a trouble that is over by then does not come back.
    stage.supervision = { next: () => ({ disk: stage.disk }) };
    await stage.start();
    const complain = (text: string) => account.complain(name, text);
    if (condition !== 'idle') await beginRun(stage);
    await beInTrouble(stage, trouble, complain);
    if (condition === 'killed meanwhile') await stage.kill();
    stage.tell({ disk: null });
    await stage
      .until('the confirmation', PATIENCE_MS, () =>
        stage.ledger.facts.some((fact) => fact.kind === '/at' && confirmationOf(stage, fact)),
      )
      .catch(() => complain('the /at is not confirmed when the disk is back'));
    for (const ms of [30_000, 35_000]) stage.jump(ms);
    const sums = await stage.settle(PATIENCE_MS);
    await harness.keep(stage, account.add(name, stage, sums));
  });
  return account;
}

async function beginRun(stage: Stage): Promise<void> {
  const going = say(stage, FOURTH, '[[delay:900]]');
  await stage.until('a run that goes on', PATIENCE_MS, () => progressOf(stage, going));
}

async function beInTrouble(stage: Stage, trouble: DiskTrouble, complain: (text: string) => void): Promise<void> {
  stage.tell({ disk: trouble });
  await pause(100);
  const refused = stage.ledger.mint();
  const body = JSON.stringify({ token: refused, ms: 0 });
  const status = await postOnce(stage, 'run-1', refused, body);
  if (status !== 503 && status !== 0) complain(`a post was answered with ${status}`);
  void post(stage, 'webhook');
  void post(stage, 'notify');
  const asked = say(stage, FIRST);
  const later = askLater(stage, SECOND);
  const wordless = say(stage, THIRD, '[[steps:2 50]]');
  await pause(TROUBLED_MS);
  const updates = stage.bot.updates.pending.length;
  if (updates < 3) complain(`the offset moved: ${3 - updates} updates were acknowledged and are on no disk`);
  if (confirmationOf(stage, later) !== undefined) complain('an /at is confirmed and on no disk');
  if (progressOf(stage, asked) !== undefined || progressOf(stage, wordless) !== undefined) {
    complain('a run was begun that is on no disk');
  }
}
