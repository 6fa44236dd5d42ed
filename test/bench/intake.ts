import { closeSync, fsyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '../../src/adapters/store/open-store.js';
import { SystemClock } from '../../src/adapters/system/system-clock.js';
import { workBody } from '../support/builders/inbox-entry.js';
import { line, quantile } from './measure.js';

const ROUNDS = 500;
const AT_ONCE = 16;

/** How fast the Inbox takes rows that 16 hands give it at a time, each on disk before the next; and what the disk can do. */
export async function benchIntake(): Promise<readonly string[]> {
  const directory = mkdtempSync(join(tmpdir(), 'untether-bench-'));
  try {
    const store = await openStore(join(directory, 'state'), { clock: new SystemClock() });
    if (!store.ok) throw new Error(store.problem.message);
    const waits: number[] = [];
    const began = performance.now();
    const hand = async (name: number) => {
      for (let round = 0; round < ROUNDS; round++) {
        const asked = performance.now();
        const body = workBody('message', 'x'.repeat(1_000));
        await store.value.inbox.accept([{ source: 'message', key: `${name}:${round}`, body, due: null }]);
        waits.push(performance.now() - asked);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, (_, name) => hand(name)));
    const seconds = (performance.now() - began) / 1_000;
    await store.value.close();
    return [
      line('rows accepted durably, 16 at a time', (ROUNDS * AT_ONCE) / seconds, '/s'),
      line('  wait for a row, p99', quantile(waits, 0.99), 'ms'),
      line('  single fsyncs of this disk', fsyncsPerSecond(join(directory, 'fsync')), '/s'),
    ];
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

function fsyncsPerSecond(path: string): number {
  const file = openSync(path, 'w');
  const count = 300;
  const began = performance.now();
  for (let n = 0; n < count; n++) {
    writeSync(file, 'x');
    fsyncSync(file);
  }
  const seconds = (performance.now() - began) / 1_000;
  closeSync(file);
  return count / seconds;
}
