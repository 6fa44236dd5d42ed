import { chmodSync, readFileSync } from 'node:fs';
import { Agent } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { Random } from '../../faults/random.js';
import { save } from '../../faults/save-kinds.js';
import { send } from '../../support/http-request.js';
import { livePath, VERSION } from '../scene/scene-config.js';
import { BURST_GAP_MS, type SaveReport, type SaveSeries } from './save-series.js';
import { Trickle } from './trickle.js';

const BURST = 5;
const PATIENCE_MS = 30_000;

/** Saves a file again and again, and asks the server over a kept connection until the version is live. */
const series = JSON.parse(process.argv[2] ?? '') as SaveSeries;
const template = readFileSync(series.template, 'utf8');
const agent = new Agent({ keepAlive: true, maxSockets: 1 });
const trickle = series.silentMs === null ? new Trickle(series.port) : null;
const random = new Random(1);
const liveMs: number[] = [];
const standsMs: number[] = [];
let { version } = series;
let missed = 0;

chmodSync(series.file, series.mode);
trickle?.start();
for (let n = 0; n < series.count; n++) {
  // Timestamps of files tick; so that saves don't keep time with them.
  await pause(random.between(20, 30));
  trickle?.takeLongest();
  await saveNext();
  const saved = performance.now();
  if (series.silentMs !== null) await pause(series.silentMs);
  if (!(await becomesLive(saved + PATIENCE_MS))) missed++;
  else liveMs.push(performance.now() - saved);
  await trickle?.calm();
  if (trickle !== null) standsMs.push(trickle.takeLongest());
}
await trickle?.stop();
agent.destroy();
const report: SaveReport = { liveMs, standsMs, missed, version };
console.log(JSON.stringify(report));

async function saveNext(): Promise<void> {
  const kind = series.way === 'in place' ? 'in place' : 'rename';
  for (let n = 1; n <= (series.way === 'burst' ? BURST : 1); n++) {
    if (n > 1) await pause(BURST_GAP_MS);
    const text = template.replaceAll(VERSION, `${++version}`);
    await save(kind, { file: series.file, text, between: '', random });
  }
}

async function becomesLive(deadline: number): Promise<boolean> {
  const path = livePath(version);
  while (performance.now() < deadline) {
    // A connection that was idle for long is closed by the server, perhaps while it is used again.
    const { status } = await send({ port: series.port, path, method: 'GET', agent }).catch(() => ({ status: 0 }));
    if (status === 405) return true;
  }
  return false;
}
