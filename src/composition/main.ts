import { homedir } from 'node:os';
import { join } from 'node:path';
import { PinoJournal } from '../adapters/journal/pino-journal.js';
import { openStore } from '../adapters/store/open-store.js';
import { SqliteInstanceLock } from '../adapters/system/sqlite-instance-lock.js';
import { SystemAlarm } from '../adapters/system/system-alarm.js';
import { SystemClock } from '../adapters/system/system-clock.js';
import type { AppConfig } from '../application/app-config.js';
import type { Reading } from '../application/ports/config-source.js';
import { Application } from './application.js';
import { configSource, type Launch } from './launch.js';
import { enginesModule } from './modules/engines.module.js';
import { storeModule } from './modules/store.module.js';
import { systemModule } from './modules/system.module.js';
import { telegramModule } from './modules/telegram.module.js';
import { printProblems, say } from './terminal.js';
import { TerminationSignals } from './termination-signals.js';

/** How long running work may go on after SIGTERM, and how long its answers may take to be sent. */
const DRAIN = { runsMs: 120_000, tellingMs: 5_000 };

/** The whole program, from the configuration file to the exit code. */
export async function main(launch: Launch & { readonly engine: string | null }): Promise<number> {
  const signals = new TerminationSignals();
  const reading = withEngine(await configSource(launch).read({ lenient: true }), launch.engine);
  if (!reading.ok) return printProblems(reading.problems);
  const { config } = reading;

  const clock = new SystemClock();
  const alarm = new SystemAlarm(clock);
  const journal = new PinoJournal(config.log, { clock });
  const stateLock = new SqliteInstanceLock(config.stateDirectory, clock).take('state');
  if (!stateLock.ok) return say(`already running: ${stateLock.problem.by} uses ${config.stateDirectory}`);
  const store = await openStore(config.stateDirectory, { clock });
  if (!store.ok) return say(`can't use ${store.problem.path}: ${store.problem.message}`);

  const tokenLocks = new SqliteInstanceLock(join(homedir(), '.untether', 'locks'), clock);
  const application = new Application(
    systemModule({ clock, alarm, journal, homeDirectory: launch.workingDirectory }),
    storeModule(store.value),
    enginesModule({ environment: launch.environment, temporaryDirectory: join(config.stateDirectory, 'tmp') }),
    telegramModule(tokenLocks),
  );
  if (store.value.setAside !== null) {
    journal.record({ name: 'store.set-aside', level: 'error', data: { ...store.value.setAside } });
  }
  const started = await application.start(reading, launch.version);
  if (!started.ok) {
    await application.get(T.bots).close();
    await store.value.close();
    return printRejection(started.problem);
  }
  const signal = await signals.first;
  journal.record({ name: 'stop.requested', level: 'info', data: { signal } });
  await application.stop(DRAIN);
  await store.value.close();
  stateLock.value.release();
  alarm.close();
  return 0;
}
