import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import type { Account } from './account.js';
import type { Harness } from './harness.js';
import type { Stage } from './stage.js';
import { stageConfig } from './stage-config.js';

const YEARS_MS = 20 * 365.25 * 86_400_000;
const CRONS = 50;
const SCHEDULES = [
  '* * * * *',
  '*/5 * * * *',
  '0 * * * *',
  '30 4 * * 1-5',
  '0 0 1 * *',
  '* * 1-15 1 *',
  '15 14 29 2 *',
];
const ZONES = ['UTC', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe'];
/** How long the program is watched after its clock was set. */
const WATCH_MS = 3_000;
/** More than any machine makes of a bounded number of steps, in milliseconds. */
const ENDLESS_MS = 2_000;

/**
 * Sets the clock of a program with many crons by decades: forward, then forward again in a life that began decades before what
 * its store knows, and back. Says how long its event loop stood at the longest.
 */
export async function jumpByDecades(harness: Harness, account: Account): Promise<void> {
  await using stage = await harness.stage({ recordsLoop: true });
  await stage.rig.configure(`${stageConfig(stage, new Map())}\n${crons()}`);
  await stage.start();
  const stands = [await standAfter(stage, YEARS_MS)];
  stage.supervision = { afterDeath: () => stage.jump(-YEARS_MS) };
  await stage.kill();
  stands.push(await standAfter(stage, YEARS_MS), await standAfter(stage, -YEARS_MS));
  const longestMs = Math.max(...stands);
  harness.say(`  ${CRONS} crons, clock set by 20 years: the loop stood ${longestMs.toFixed(1)} ms at the longest`);
  if (longestMs > ENDLESS_MS) account.complain('clock set by 20 years', `the loop stood ${Math.round(longestMs)} ms`);
}

/** How long the loop stood at the longest after the clock was set by so much, in milliseconds. */
async function standAfter(stage: Stage, jumpMs: number): Promise<number> {
  await pause(WATCH_MS);
  stage.jump(jumpMs);
  await pause(WATCH_MS);
  return Number(readFileSync(stage.file('loop.log'), 'utf8'));
}

function crons(): string {
  return Array.from(
    { length: CRONS },
    (_, index) => `[[triggers.crons]]
id = "decades-${index}"
schedule = "${SCHEDULES[index % SCHEDULES.length]}"
timezone = "${ZONES[index % ZONES.length]}"
action = "notify_only"
message_template = "decades"
chat_id = 51
`,
  ).join('\n');
}
