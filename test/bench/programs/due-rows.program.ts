import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import type { DueReport, DueRows } from './due-rows.js';

/** Looks soon enough before the instant. */
const AHEAD_MS = 300;
const PATIENCE_MS = 60_000;

/** Reads the store of a running program over and over, which holds nobody up, and prints when rows of crons came to be there. */
const { database, count, dueAtMs } = JSON.parse(process.argv[2] ?? '') as DueRows;
const claimedMs: number[] = [];
const doneMs: number[] = [];

await pause(dueAtMs - AHEAD_MS - Date.now());
using db = new DatabaseSync(database, { readOnly: true });
const rows = db.prepare(
  `SELECT count(*) AS claimed, count(*) FILTER (WHERE state = 'done') AS done
   FROM inbox WHERE source = 'cron' AND accepted_at >= ?`,
);
while (doneMs.length < count && Date.now() < dueAtMs + PATIENCE_MS) {
  const { claimed = 0, done = 0 } = rows.get(dueAtMs - AHEAD_MS) ?? {};
  const lateMs = Date.now() - dueAtMs;
  while (claimedMs.length < Number(claimed)) claimedMs.push(lateMs);
  while (doneMs.length < Number(done)) doneMs.push(lateMs);
  await pause(1);
}
const report: DueReport = { claimedMs, doneMs };
console.log(JSON.stringify(report));
