import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openStore } from '../../src/adapters/store/open-store.js';
import { SystemClock } from '../../src/adapters/system/system-clock.js';
import { line, quantile } from './measure.js';

const ROWS = 1_000_000;
const SLICES = 5_000;
const DAY_MS = 86_400_000;

/** How long the loop stands still while rows are forgotten, slice by slice, from a store that holds a million. */
export async function benchForget(): Promise<readonly string[]> {
  const directory = mkdtempSync(join(tmpdir(), 'untether-bench-'));
  const file = join(directory, 'untether.db');
  try {
    await (await opened(directory)).close();
    fill(file);
    const began = performance.now();
    const store = await opened(directory);
    const openMs = performance.now() - began;
    const sizeBefore = statSync(file).size;
    const waits: number[] = [];
    for (let more = true; more && waits.length < SLICES; ) {
      const asked = performance.now();
      more = await store.finishedWork.forgetSome(Date.now() - 30 * DAY_MS);
      waits.push(performance.now() - asked);
    }
    const walSize = statSync(`${file}-wal`).size;
    await store.close();
    return [
      line('open a store of 1,000,000 finished rows', openMs, 'ms'),
      line('forget them in slices, slices measured', waits.length, ''),
      line('  a slice, p50', quantile(waits, 0.5), 'ms'),
      line('  a slice, p99', quantile(waits, 0.99), 'ms'),
      line('  a slice, longest', quantile(waits, 1), 'ms'),
      line('  file before', sizeBefore / 1e6, 'MB'),
      line('  file after', statSync(file).size / 1e6, 'MB'),
      line('  log at the end', walSize / 1e6, 'MB'),
    ];
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

async function opened(directory: string) {
  const store = await openStore(directory, { clock: new SystemClock() });
  if (!store.ok) throw new Error(store.problem.message);
  return store.value;
}

/** Rows as webhooks leave them, with keys in no order, over the last hundred days. */
function fill(file: string): void {
  using db = new DatabaseSync(file);
  db.prepare(
    `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?1)
     INSERT INTO inbox (source, key, state, body, accepted_at, finished_at, remember_until)
     SELECT 'webhook', 'deploy:' || lower(hex(randomblob(16))), 'done', 'null', t, t + 1000, t + 86400000
     FROM (SELECT ?2 + i * (?3 / ?1) AS t FROM n)`,
  ).run(ROWS, Date.now() - 100 * DAY_MS, 69.0 * DAY_MS);
}
