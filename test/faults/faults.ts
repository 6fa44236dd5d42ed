import { parseArgs } from 'node:util';
import { type Account, table } from './account.js';
import { killOverBacklog } from './backlog-kills.js';
import { jumpClocks } from './clock-jumps.js';
import { troubleDisk } from './disk-trouble.js';
import { earlySaveLines, playEarlySaves } from './early-saves.js';
import { killOverFiles } from './file-kills.js';
import { fillDisk } from './full-disk.js';
import { Harness, type Options, standOf } from './harness.js';
import { killUnderLoad } from './random-kills.js';
import { playReloads, reloadLines } from './reloads.js';
import { playSaves, saveTable } from './saves.js';
import { killAtEachStep, loseUnsyncedWrites } from './step-kills.js';
import { troubleTelegram } from './telegram-trouble.js';

const PARTS: Readonly<Record<string, (harness: Harness) => Promise<Account>>> = {
  steps: killAtEachStep,
  writes: loseUnsyncedWrites,
  load: killUnderLoad,
  files: killOverFiles,
  backlog: killOverBacklog,
  disk: troubleDisk,
  'full-disk': fillDisk,
  clock: jumpClocks,
  telegram: troubleTelegram,
};

function whole(name: string, text: string): number {
  if (!/^\d+$/.test(text)) throw new Error(`--${name} takes a whole number, not ${text}`);
  return Math.max(name === 'parallel' || name === 'every' ? 1 : 0, Number(text));
}

/** Plays the parts that are asked for, prints what came of them, and answers whether the promises hold. */
async function main(): Promise<boolean> {
  const { values } = parseArgs({
    options: {
      kills: { type: 'string' },
      backlog: { type: 'string', default: '100000' },
      seed: { type: 'string', default: `${Date.now() % 1_000_000}` },
      parallel: { type: 'string', default: '2' },
      every: { type: 'string', default: '1' },
      only: { type: 'string' },
      keep: { type: 'string' },
      saves: { type: 'string' },
      reloads: { type: 'string' },
      'early-saves': { type: 'string' },
    },
  });
  const seed = whole('seed', values.seed);
  const { saves, reloads, 'early-saves': earlySaves } = values;
  const asksForEdits = saves !== undefined || reloads !== undefined || earlySaves !== undefined;
  const only = (values.only ?? '').split(',').filter(Boolean);
  const unknown = only.find((name) => PARTS[name] === undefined);
  if (unknown !== undefined) throw new Error(`there is no part ${unknown}, only ${Object.keys(PARTS).join(', ')}`);
  const options = {
    kills: whole('kills', values.kills ?? '200'),
    backlog: whole('backlog', values.backlog),
    seed,
    parallel: whole('parallel', values.parallel),
    every: whole('every', values.every),
    keep: values.keep ?? null,
  };
  const edits = {
    saves: whole('saves', saves ?? '0'),
    reloads: whole('reloads', reloads ?? '0'),
    earlySaves: whole('early-saves', earlySaves ?? '0'),
  };
  const asksForParts = values.kills !== undefined || values.only !== undefined || !asksForEdits;
  const partsHold = asksForParts ? await playParts(options, only) : true;
  const editsHold = asksForEdits ? await playEdits(edits, options) : true;
  return partsHold && editsHold;
}

/** Plays the parts in which work is accepted, or only those that are named. */
async function playParts(options: Options, only: readonly string[]): Promise<boolean> {
  const harness = new Harness(options, (line) => console.log(line));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void harness.close().finally(() => process.exit(130)));
  }
  harness.say(`seed ${options.seed}, ${options.kills} kills under load, ${options.parallel} stages at once`);
  const accounts: Account[] = [];
  for (const [name, play] of Object.entries(PARTS)) {
    if (only.length > 0 && !only.includes(name)) continue;
    const began = performance.now();
    const account = await play(harness);
    accounts.push(account);
    const seconds = Math.round((performance.now() - began) / 1_000);
    harness.say(`${account.name}: ${account.holds ? 'holds' : 'DOES NOT HOLD'}, ${standOf(account)}, ${seconds} s`);
    for (const complaint of account.complaints) harness.say(`  ✗ ${complaint}`);
  }
  for (const line of ['', ...table(accounts)]) harness.say(line);
  return accounts.every((account) => account.holds);
}

interface Edits {
  readonly saves: number;
  readonly reloads: number;
  readonly earlySaves: number;
}

/** Saves the file in every way, reloads it under load, and saves it while the program starts. */
async function playEdits({ saves, reloads, earlySaves }: Edits, { seed, parallel }: Options): Promise<boolean> {
  const say = (line: string) => console.log(line);
  say(`seed ${seed}, ${saves} saves, ${reloads} reloads under load, ${earlySaves} saves during a start`);
  let holds = true;
  if (saves > 0) {
    const report = await playSaves(saves, seed, say);
    for (const line of saveTable(report)) say(line);
    holds &&= report.holds;
  }
  if (reloads > 0) {
    const report = await playReloads(reloads, seed, say);
    for (const line of reloadLines(report)) say(line);
    holds &&= report.holds;
  }
  if (earlySaves > 0) {
    const report = await playEarlySaves(earlySaves, seed, say, parallel);
    for (const line of earlySaveLines(report)) say(line);
    holds &&= report.holds;
  }
  say(holds ? 'holds' : 'DOES NOT HOLD');
  return holds;
}

try {
  process.exitCode = (await main()) ? 0 : 1;
} catch (error) {
  console.error(`faults: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
}
