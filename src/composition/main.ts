import { createHash } from 'node:crypto';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { isatty } from 'node:tty';
import { ControlDoor } from '../adapters/control/control-door.js';
import { ControlServer } from '../adapters/control/control-server.js';
import { Leftovers } from '../adapters/engines/process/leftovers.js';
import { processTable } from '../adapters/engines/process/process-table.js';
import { GoodFilesDirectory } from '../adapters/good-files/good-files-directory.js';
import { PinoJournal } from '../adapters/journal/pino-journal.js';
import { PrometheusMetrics } from '../adapters/metrics/prometheus-metrics.js';
import { ownCommand, startAgain } from '../adapters/service/start-again.js';
import type { Origin } from '../adapters/service/supervisor.js';
import { SystemdServiceManager } from '../adapters/service/systemd-service-manager.js';
import type { PlaceNews } from '../adapters/store/database/database-guard.js';
import { openStore, type Store } from '../adapters/store/open-store.js';
import { SpareMemory } from '../adapters/system/spare-memory.js';
import { SqliteInstanceLock } from '../adapters/system/sqlite-instance-lock.js';
import { SystemAlarm } from '../adapters/system/system-alarm.js';
import { SystemClock } from '../adapters/system/system-clock.js';
import { tellPlace } from '../application/delivery/tell-place.js';
import { tellSetAside } from '../application/delivery/tell-set-aside.js';
import type { LockProblem } from '../application/ports/system/instance-lock.js';
import { beginConfig } from '../application/reload/begin-config.js';
import { ROOT_FIX, ROOT_WARNING } from '../application/wording/root-warning.js';
import type { Place } from '../domain/ids.js';
import { fail, ok } from '../domain/result.js';
import { Application } from './application.js';
import { isRoot } from './cli/is-root.js';
import { configEditor, configFile, configSource, type Launch, stateWithoutConfig } from './cli/launch.js';
import { ProcessSignals } from './cli/process-signals.js';
import { secureState, unusableState } from './cli/secure-state.js';
import { printProblems, printRejection, say } from './cli/terminal.js';
import { withEngine } from './cli/with-engine.js';
import { enginesModule } from './modules/adapters/engines.module.js';
import { fileModule } from './modules/adapters/file.module.js';
import { filesModule } from './modules/adapters/files.module.js';
import { httpModule } from './modules/adapters/http.module.js';
import { storeModule } from './modules/adapters/store.module.js';
import { systemModule } from './modules/adapters/system.module.js';
import { telegramModule } from './modules/adapters/telegram.module.js';
import { T } from './wiring/tokens.js';

/** How long running work may go on after SIGTERM or `/restart`, and how long its answers may take to be sent. */
const DRAIN = { runsMs: 120_000, askerMs: 10_000, stoppingMs: 30_000, tellingMs: 5_000 };

/** Between two looks at where the files of the store are. */
const PLACE_LOOKED_AT_MS = 5_000;

/** The exit code that asks whoever supervises the program to start it again: EX_TEMPFAIL of sysexits.h. */
const EXIT_TO_RESTART = 75;

/** The whole program, from the configuration file to the exit code. */
export async function main(launch: Launch & { readonly engine: string | null }): Promise<number> {
  const signals = new ProcessSignals();
  const file = configFile(launch);
  const fileSource = configSource(launch);
  const source = withEngine(fileSource, launch.engine);
  let keptIn = '';
  const goodFilesIn = (directory: string) => {
    keptIn = directory;
    return new GoodFilesDirectory(join(directory, 'generations'));
  };
  const goodCopy = new GoodFilesDirectory(appliedDirectory(file), 1);
  const records = { keptIn: goodFilesIn, copy: goodCopy };
  const clock = new SystemClock();
  const alarm = new SystemAlarm(clock);
  const begun = await beginConfig(source, records, () => stateWithoutConfig(launch), alarm).then(ok, fail);
  if (!begun.ok) return say(unusableState(keptIn, begun.problem));
  const beginning = begun.value;
  const { reading, refused, goodFiles } = beginning;
  if (!reading.ok) return printProblems(file, reading.problems);
  if (refused !== null) printProblems(file, refused.problems);
  const { stateDirectory, log } = reading.config;

  const journal = new PinoJournal(log, { clock, colours: !launch.environment['NO_COLOR'] });
  process.on('exit', () => journal.flush());
  // A fault in one corner must not cost the runs in all others; it is in the log, with its cause.
  process.on('unhandledRejection', (cause) => journal.record({ name: 'program.fault', level: 'error', cause }));
  const own = secureState(stateDirectory);
  if (!own.ok) return say(own.problem);
  if (own.value.length > 0) journal.record({ name: 'state.secured', level: 'warn', data: { paths: own.value } });
  const stateLocks = new SqliteInstanceLock(stateDirectory, clock);
  let stateLock = stateLocks.take('state');
  if (!stateLock.ok) return say(lockSentence(stateLock.problem, stateDirectory));
  const claim = () => {
    if (stateLock.ok) stateLock.value.release();
    stateLock = stateLocks.take('state');
    return stateLock.ok;
  };
  let tellOwnerOf: (news: PlaceNews) => void = () => undefined;
  const onPlace = (news: PlaceNews) => {
    journal.record({ name: `store.${news.kind}`, level: 'error', data: { ...news } });
    tellOwnerOf(news);
  };
  const store = await openStore(stateDirectory, { clock, claim, onPlace });
  if (!store.ok) return say(unusableState(stateDirectory, store.problem.message));
  if (isRoot()) journal.record({ name: 'program.root', level: 'warn', data: { warning: ROOT_WARNING, fix: ROOT_FIX } });
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
    fileModule(source, file, {
      editor: configEditor(launch),
      goodFiles,
      goodCopy,
      secretPlaces: () => fileSource.secretPlaces,
    }),
    filesModule(stateDirectory, file),
    httpModule,
  );
  journal.record({ name: 'program.started', level: 'info', data: { version, file, stateDirectory } });
  const started = await application.start(beginning, version).catch((cause: unknown) => {
    journal.record({ name: 'program.not-started', level: 'error', cause });
    return null;
  });
  let exitCode = 0;
  let restart = false;
  if (started === null) {
    await application.release();
    exitCode = say(`can't start; the log says why. If the disk is full or failing, fix that first: ${stateDirectory}`);
  } else if (started.ok) {
    new SpareMemory(alarm).watch();
    tellOwnerOf = (news) => {
      const generation = application.get(T.generations).current();
      void tellPlace(application.get(T.notices), generation, news).catch(() => undefined);
    };
    if (setAside !== null) await tellSetAside(application.get(T.notices), started.value.generation, setAside);
    signals.reloadBy(() => void application.get(T.followConfig).reload());
    const control = controlDoor(stateDirectory, application, launch);
    await control.ensure();
    watchPlace(store.value, control, alarm);
    const ending = await endingOf(signals, application);
    journal.record({ name: 'program.stopping', level: 'info', data: { ...ending } });
    await control.close();
    await application.stop(DRAIN, ending.askedFrom);
    // A signal that came after `/restart` means a stop.
    restart = ending.askedFrom !== null && !signals.endingCame;
  } else exitCode = printRejection(file, started.problem);
  await store.value.close();
  if (stateLock.ok) stateLock.value.release();
  alarm.close();
  journal.flush();
  if (!restart) return exitCode;
  if (service.supervisor === null) await startAgain(ownCommand(environment));
  return EXIT_TO_RESTART;
}

/** Looks now and then whether the files in the state directory are where they were, also while nothing is written. */
function watchPlace(store: Store, control: ControlDoor, alarm: SystemAlarm): void {
  const look = async () => {
    await store.checkPlace();
    await control.ensure();
    watchPlace(store, control, alarm);
  };
  alarm.after(PLACE_LOOKED_AT_MS, () => void look());
}

function lockSentence(problem: LockProblem, stateDirectory: string): string {
  if (problem.kind === 'held') return `already running: ${problem.by} uses ${stateDirectory}`;
  return `${problem.message}\n  ${problem.hint}`;
}

/** Where a copy of what was applied last is kept, apart from the state directory, whatever that is set to. */
function appliedDirectory(file: string): string {
  return join(homedir(), '.untether', 'applied', createHash('sha256').update(file).digest('hex').slice(0, 16));
}

/** The door for `untether reload` and `untether status`; a program without it works all the same. */
function controlDoor(stateDirectory: string, application: Application, { environment, version }: Launch): ControlDoor {
  const desk = application.get(T.control)({ pid: process.pid, version });
  const journal = application.get(T.journal);
  const place = { stateDirectory, shortDirectory: environment['XDG_RUNTIME_DIR'] || tmpdir() };
  return new ControlDoor(
    () => ControlServer.open(place, desk, journal),
    (cause) => journal.record({ name: 'control.not-open', level: 'warn', cause }),
  );
}

interface Ending {
  readonly why: string;
  /** `null` if it is not a restart. */
  readonly askedFrom: Place | null;
}

/** Resolves when the program is to end: with the first signal, or the first `/restart`. */
function endingOf(signals: ProcessSignals, application: Application): Promise<Ending> {
  return Promise.race([
    signals.ending.then((why) => ({ why, askedFrom: null })),
    application.get(T.restart).asked.then(({ place }) => ({ why: '/restart', askedFrom: place })),
  ]);
}

function originOf(environment: Launch['environment']): Origin {
  const onTerminal = [0, 1, 2].some((descriptor) => isatty(descriptor));
  return { environment, pid: process.pid, parentPid: process.ppid, onTerminal };
}
