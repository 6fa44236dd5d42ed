import { writeFileSync } from 'node:fs';
import { PinoJournal } from '../../../src/adapters/journal/pino-journal.js';
import { SystemClock } from '../../../src/adapters/system/system-clock.js';

// Logs to standard output until nobody listens, and for a while after that; then tells a file that it lived through it.
const [witness = ''] = process.argv.slice(2);
const journal = new PinoJournal({ level: 'info', format: 'json' }, { clock: new SystemClock() });
let afterwards = 0;
let broken = false;
process.stdout.on('error', () => {
  broken = true;
});

function talk(): void {
  journal.record({ name: 'talk', level: 'info', data: { pad: 'x'.repeat(1_000) } });
  if (broken) afterwards += 1;
  if (afterwards < 100) setImmediate(talk);
  else writeFileSync(witness, 'alive');
}

talk();
