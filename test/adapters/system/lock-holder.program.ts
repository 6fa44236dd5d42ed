import { SqliteInstanceLock } from '../../../src/adapters/system/sqlite-instance-lock.js';
import { SystemClock } from '../../../src/adapters/system/system-clock.js';

// Takes the lock, says whether it got it, and holds it until it is killed.
const [directory = '', name = ''] = process.argv.slice(2);
const result = new SqliteInstanceLock(directory, new SystemClock()).take(name);
process.stdout.write(
  result.ok ? 'taken\n' : `${result.problem.kind === 'held' ? result.problem.by : result.problem.message}\n`,
);
if (result.ok) process.stdin.resume();
