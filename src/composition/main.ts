import { createHash } from 'node:crypto';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { isatty } from 'node:tty';
import { Leftovers } from '../adapters/engines/leftovers.js';
import { processTable } from '../adapters/engines/process-table.js';
import { PinoJournal } from '../adapters/journal/pino-journal.js';
import { PrometheusMetrics } from '../adapters/metrics/prometheus-metrics.js';
import { ownCommand, startAgain } from '../adapters/service/start-again.js';
import type { Origin } from '../adapters/service/supervisor.js';
import { SystemdServiceManager } from '../adapters/service/systemd-service-manager.js';
import { openStore } from '../adapters/store/open-store.js';
import { SqliteInstanceLock } from '../adapters/system/sqlite-instance-lock.js';
import { SystemAlarm } from '../adapters/system/system-alarm.js';
import { SystemClock } from '../adapters/system/system-clock.js';
import { tellSetAside } from '../application/notices/tell-set-aside.js';
import type { ConfigSource } from '../application/ports/config-source.js';
import type { Place } from '../domain/ids.js';
import { Application } from './application.js';
import { configFile, configSource, type Launch } from './launch.js';
import { enginesModule } from './modules/engines.module.js';
import { fileModule } from './modules/file.module.js';
import { filesModule } from './modules/files.module.js';
import { httpModule } from './modules/http.module.js';
import { storeModule } from './modules/store.module.js';
import { systemModule } from './modules/system.module.js';
import { telegramModule } from './modules/telegram.module.js';
import { printProblems, printRejection, say } from './terminal.js';
import { TerminationSignals } from './termination-signals.js';
import { T } from './tokens.js';

/** How long running work may go on after SIGTERM or `/restart`, and how long its answers may take to be sent. */
const DRAIN = { runsMs: 120_000, askerMs: 10_000, stoppingMs: 30_000, tellingMs: 5_000 };

/** The exit code that asks whoever supervises the program to start it again: EX_TEMPFAIL of sysexits.h. */
const EXIT_TO_RESTART = 75;

/** The whole program, from the configuration file to the exit code. */
export async function main(launch: Launch & { readonly engine: string | null }): Promise<number> {
  const signals = new TerminationSignals();
  const file = configFile(launch);
  const source = withEngine(configSource(launch), launch.engine);
  const reading = await source.read({ lenient: true });
  if (!reading.ok) return printProblems(file, reading.problems);
  const { stateDirectory, log } = reading.config;

  const clock = new SystemClock();
  const alarm = new SystemAlarm(clock);
  const journal = new PinoJournal(log, { clock, colours: launch.environment['NO_COLOR'] === undefined });
  process.on('exit', () => journal.flush());
  // A fault in one corner must not cost the runs in all others; it is in the log, with its cause.
  process.on('unhandledRejection', (cause) => journal.record({ name: 'program.fault', level: 'error', cause }));
  const stateLock = new SqliteInstanceLock(stateDirectory, clock).take('state');
  if (!stateLock.ok) return say(`already running: ${stateLock.problem.by} uses ${stateDirectory}`);
  const store = await openStore(stateDirectory, { clock });
  if (!store.ok) return say(`can't use ${store.problem.path}: ${store.problem.message}`);
  const { setAside } = store.value;
  if (setAside !== null) journal.record({ name: 'store.set-aside', level: 'error', data: { ...setAside } });

  const bridge = createHash('sha256').update(stateDirectory).digest('hex').slice(0, 32);
  const leftovers = new Leftovers(bridge, { table: processTable(), alarm, journal });
  await leftovers.end();
  signals.beforeExitAtOnce = () => leftovers.kill();

  const { environment, workingDirectory, version } = launch;
  const tokenLocks = new SqliteInstanceLock(join(homedir(), '.untether', 'locks'), clock);
  const service = new SystemdServiceManager({ origin: originOf(environment), journal });
  const application = new Application(
    systemModule({
      clock,
      alarm,
      journal,
      metrics: new PrometheusMetrics(),
      environment,
      homeDirectory: workingDirectory,
      service,
    }),
    storeModule(store.value),
    enginesModule({ environment, temporaryDirectory: join(stateDirectory, 'tmp'), bridge }),
    telegramModule(tokenLocks),
    fileModule(source, file),
    filesModule(stateDirectory, file),
    httpModule,
  );
  journal.record({ name: 'program.started', level: 'info', data: { version, file, stateDirectory } });
  const started = await application.start(reading, version).catch((cause: unknown) => {
    journal.record({ name: 'program.not-started', level: 'error', cause });
    return null;
  });
  let exitCode = 0;
  let restart = false;
  if (started === null) {
    await application.release();
    exitCode = say(`can't start; the log says why. If the disk is full or fails, mend that first: ${stateDirectory}`);
  } else if (started.ok) {
    if (setAside !== null) await tellSetAside(application.get(T.notices), started.value.generation, setAside);
    process.on('SIGHUP', () => void application.get(T.followConfig).reload());
    const ending = await endingOf(signals, application);
    journal.record({ name: 'program.stopping', level: 'info', data: { ...ending } });
    await application.stop(DRAIN, ending.askedFrom);
    // A signal that came after `/restart` means a stop.
    restart = ending.askedFrom !== null && !signals.came;
  } else exitCode = printRejection(file, started.problem);
  await store.value.close();
  stateLock.value.release();
  alarm.close();
  journal.flush();
  if (!restart) return exitCode;
  if (service.supervisor === null) await startAgain(ownCommand(environment));
  return EXIT_TO_RESTART;
}

interface Ending {
  readonly why: string;
  /** `null` if it is not a restart. */
  readonly askedFrom: Place | null;
}

/** Resolves when the program is to end: with the first signal, or the first `/restart`. */
function endingOf(signals: TerminationSignals, application: Application): Promise<Ending> {
  return Promise.race([
    signals.first.then((why) => ({ why, askedFrom: null })),
    application.get(T.restart).asked.then(({ place }) => ({ why: '/restart', askedFrom: place })),
  ]);
}

function originOf(environment: Launch['environment']): Origin {
  const onTerminal = [0, 1, 2].some((descriptor) => isatty(descriptor));
  return { environment, pid: process.pid, parentPid: process.ppid, onTerminal };
}

/** An engine named on the command line stands over the configured default, in every reading. */
function withEngine(source: ConfigSource, engine: string | null): ConfigSource {
  if (engine === null) return source;
  return {
    read: async (options) => {
      const reading = await source.read(options);
      if (!reading.ok) return reading;
      const config = { ...reading.config, defaultEngine: engine };
      return {
        ok: true,
        config,
        digest: reading.digest,
        get warnings() {
          return reading.warnings;
        },
      };
    },
  };
}
