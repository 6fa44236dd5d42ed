import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '../../../src/adapters/store/open-store.js';
import { SystemClock } from '../../../src/adapters/system/system-clock.js';
import { quantile } from '../measure.js';
import type { Part } from '../part.js';
import { figuresOf } from '../row.js';
import { addFinishedRows, FINISHED_ROWS } from '../scene/finished-rows.js';

const SLICES = 5_000;
const DAY_MS = 86_400_000;

const figure = figuresOf('forget');

/** How long the loop stands while rows are forgotten, slice by slice, from a store that holds a million. */
export const forget: Part = {
  name: 'forget',
  measures: 'the loop while a million finished rows are forgotten',
  measure: async ({ say }) => {
    const directory = mkdtempSync(join(tmpdir(), 'untether-bench-'));
    const file = join(directory, 'untether.db');
    try {
      await (await opened(directory)).close();
      addFinishedRows(file, { fromDaysAgo: 100, toDaysAgo: 31 });
      say(`${FINISHED_ROWS.toLocaleString('en')} rows are there`);
      const store = await opened(directory);
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
        figure('slices', waits.length, ''),
        figure('a slice, p50', quantile(waits, 0.5), 'ms'),
        figure('a slice, p99', quantile(waits, 0.99), 'ms'),
        figure('a slice, longest', quantile(waits, 1), 'ms'),
        figure('the file before', sizeBefore / 1e6, 'MB'),
        figure('the file after', statSync(file).size / 1e6, 'MB'),
        figure('the log at the end', walSize / 1e6, 'MB'),
      ];
    } finally {
      rmSync(directory, { recursive: true, force: true });
    }
  },
};

async function opened(directory: string) {
  const store = await openStore(directory, { clock: new SystemClock() });
  if (!store.ok) throw new Error(store.problem.message);
  return store.value;
}
