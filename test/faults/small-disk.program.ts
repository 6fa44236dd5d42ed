import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Account } from './account.js';
import { askLater, confirmationOf, post, postOnce, say } from './asks.js';
import { Harness } from './harness.js';
import { PEOPLE } from './stage-config.js';

const PATIENCE_MS = 8_000;
/** More than what may be left in files that were begun. */
const MOST_POSTS = 50;

/** Played inside a mount namespace of its own by `full-disk.ts`, on a file system with little room; prints an account as JSON. */
const [, , directory = '', seed = '1'] = process.argv;
const harness = new Harness({ kills: 0, backlog: 0, seed: Number(seed), parallel: 1, every: 1, keep: null }, () => {});
const account = new Account('disk really full');
for (const condition of ['idle', 'killed meanwhile']) {
  await using stage = await harness.stage({ stateDirectory: join(directory, condition.replaceAll(' ', '-')) });
  stage.supervision = { next: () => ({ disk: null }) };
  await stage.start();
  await post(stage, 'webhook');
  await stage.settle();
  const filler = join(directory, 'filler');
  fill(filler);
  stage.diskIsFull = true;
  let status = 0;
  for (let n = 0; n < MOST_POSTS && status !== 503; n++) {
    const token = stage.ledger.mint();
    const fact = stage.ledger.add('notify', token, 31, { hook: 'tell-1' });
    status = await postOnce(stage, 'tell-1', token, JSON.stringify({ token, more: 'x'.repeat(20_000) }));
    fact.accepted = status === 202;
  }
  if (status !== 503) account.complain(condition, `posts were answered with ${status}`);
  const later = askLater(stage, PEOPLE[0], 'x'.repeat(3_500));
  say(stage, PEOPLE[1] ?? 0, 'x'.repeat(3_500));
  await pause(1_000);
  if (confirmationOf(stage, later) !== undefined) account.complain(condition, 'an /at is confirmed and on no disk');
  if (condition !== 'idle') await stage.kill();
  await pause(500);
  rmSync(filler);
  await stage
    .until('the confirmation', PATIENCE_MS, () => confirmationOf(stage, later))
    .catch((cause: Error) => {
      account.complain(condition, cause.message);
    });
  stage.diskIsFull = false;
  for (const ms of [30_000, 35_000]) stage.jump(ms);
  account.add(condition, stage, await stage.settle(PATIENCE_MS));
}
console.log(JSON.stringify(account.toJSON()));

/** Writes until there is no room. */
function fill(path: string): void {
  const file = openSync(path, 'w');
  for (let bytes = 1 << 16; bytes >= 1; ) {
    try {
      writeSync(file, Buffer.alloc(bytes));
    } catch {
      bytes >>= 1;
    }
  }
  closeSync(file);
}
