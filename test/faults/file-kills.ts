import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Account } from './account.js';
import { say, sayForFile } from './asks.js';
import { type SentAs, sayForPictures, sendFiles } from './file-asks.js';
import type { Harness } from './harness.js';
import type { KillPoint } from './preload/plan.js';
import type { Random } from './random.js';
import type { Stage } from './stage.js';
import { PEOPLE } from './stage-config.js';
import { fatesOf } from './verdict.js';

/** The mean pause between two things that somebody asks for, in milliseconds. */
const PAUSE_MS = 350;
const SETTLE_PATIENCE_MS = 60_000;

/** Killed at random moments while files come and go; then each is there, whole and once. */
export async function killOverFiles(harness: Harness): Promise<Account> {
  const { kills, parallel } = harness.options;
  const account = new Account('killed over files');
  const shares = Array.from({ length: parallel }, (_, index) => Math.floor((kills + index) / parallel));
  await Promise.all(
    shares.filter((share) => share > 0).map((share, index) => oneStage(harness, account, share, index)),
  );
  return account;
}

async function oneStage(harness: Harness, account: Account, kills: number, index: number): Promise<void> {
  const random = harness.random(`files ${index}`);
  await using stage = await harness.stage();
  stage.supervision = { next: () => ({ kill: ownDeath(random) }) };
  await stage.start();
  const sent: SentAs[] = [];
  let isOver = false;
  const asking = (async () => {
    while (!isOver) {
      sent.push(...ask(stage, random));
      await pause(random.between(0.2, 1.8) * PAUSE_MS);
    }
  })();
  while (stage.kills < kills && stage.oddities.length < 20) {
    const lives = stage.kills;
    await Promise.race([pause(random.between(0, 4_000)), stage.until('its death', 60_000, () => stage.kills > lives)]);
    await stage.kill();
    if (stage.kills % 10 === 9)
      harness.say(`  ${account.name}: ${stage.kills} of ${kills} kills, ${sent.length} files in`);
  }
  isOver = true;
  stage.supervision = {};
  stage.tell({ kill: null });
  await asking;
  const sums = await stage.settle(SETTLE_PATIENCE_MS);
  const complaints = account.add(`stage ${index + 1}`, stage, sums);
  const aboutFiles = await settledFiles(() => [...amiss(stage, sent), ...lostPictures(stage)]);
  for (const text of aboutFiles) account.complain(`stage ${index + 1}`, text);
  await harness.keep(stage, [...complaints, ...aboutFiles]);
  harness.say(`  ${account.name}: ${sent.length} files in, ${filesOut(stage)} out`);
}

/** What is amiss with files once nothing is, or for so long: an album may wait for the pace of its chat. */
async function settledFiles(look: () => readonly string[]): Promise<readonly string[]> {
  const deadline = performance.now() + SETTLE_PATIENCE_MS;
  for (;;) {
    const complaints = look();
    if (complaints.length === 0 || performance.now() > deadline) return complaints;
    await pause(100);
  }
}

function ask(stage: Stage, random: Random): readonly SentAs[] {
  const person = random.pick(PEOPLE);
  const dice = random.next();
  if (dice < 0.35) return sendFiles(stage, person, random, true);
  if (dice < 0.5) return sendFiles(stage, person, random, false);
  if (dice < 0.75) sayForFile(stage, person);
  else if (dice < 0.9) sayForPictures(stage, person);
  else say(stage, person);
  return [];
}

function ownDeath(random: Random): KillPoint | null {
  if (random.chance(0.3)) return { commit: 1 + random.below(40) };
  return random.chance(0.3) ? { nth: 1 + random.below(250) } : null;
}

/** What is not as it should be with the files that were sent, and on disk. */
function amiss(stage: Stage, sent: readonly SentAs[]): readonly string[] {
  const saved = sizesIn(stage.file('project/incoming'));
  const names = new Set(sent.map(({ name }) => name));
  const staged = sizesIn(join(stage.stateDirectory, 'staging'));
  return [
    ...sent.flatMap(({ name, bytes, fact }) => {
      const size = saved.get(name);
      if (size === undefined) return fact.accepted ? [`${name} was not saved`] : [];
      return size === bytes ? [] : [`${name} has ${size} bytes, not ${bytes}`];
    }),
    ...[...saved.keys()].filter((name) => !names.has(name)).map((name) => `nobody sent ${name}`),
    ...[...staged.keys()].map((name) => `${name} is still staged`),
  ];
}

/** Those whose answer is there, and which are not. */
function lostPictures(stage: Stage): readonly string[] {
  const fates = fatesOf(stage.evidence());
  return fates.flatMap(({ fact, finals, pictures }) => {
    if (!fact.handsOutPictures || finals.length === 0) return [];
    const there = new Set(pictures.map(({ photo }) => photo?.name));
    return there.size === 3 ? [] : [`of the pictures of ${fact.token} ${there.size} of 3 are there`];
  });
}

function filesOut(stage: Stage): number {
  return stage.messages().filter(({ document, photo }) => (document ?? photo) !== undefined).length;
}

function sizesIn(directory: string): ReadonlyMap<string, number> {
  const names = existsSync(directory) ? readdirSync(directory) : [];
  return new Map(names.map((name) => [name, statSync(join(directory, name)).size]));
}
