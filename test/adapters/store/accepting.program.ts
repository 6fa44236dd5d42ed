import { openStore } from '../../../src/adapters/store/open-store.js';
import { SystemClock } from '../../../src/adapters/system/system-clock.js';
import { entry } from '../../support/builders/inbox-entry.js';

// Accepts work for ever and prints each id once its promise has resolved; every other row is begun and parked for.
const [directory = '', prefix = ''] = process.argv.slice(2);
const opened = await openStore(directory, { clock: new SystemClock() });
if (!opened.ok) throw new Error(opened.problem.message);
const { inbox } = opened.value;

async function accepting(lane: number): Promise<never> {
  for (let n = 0; ; n++) {
    const key = `${prefix}/${lane}/${n}`;
    const [receipt] = await inbox.accept([entry(key)]);
    process.stdout.write(`${receipt?.id} ${key}\n`);
  }
}

await Promise.all(Array.from({ length: 8 }, (_, lane) => accepting(lane)));
