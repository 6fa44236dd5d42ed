import { createHash } from 'node:crypto';
import { isatty } from 'node:tty';
import { Leftovers } from '../adapters/engines/process/leftovers.js';
import { processTable } from '../adapters/engines/process/process-table.js';
import { ownCommand, startAgain } from '../adapters/service/start-again.js';
import type { Origin } from '../adapters/service/supervisor.js';
import { SystemdServiceManager } from '../adapters/service/systemd-service-manager.js';
import { SpareMemory } from '../adapters/system/spare-memory.js';
import { SystemAlarm } from '../adapters/system/system-alarm.js';
import { SystemClock } from '../adapters/system/system-clock.js';
import type { Program } from '../application/lifecycle/program.js';
import type { Journal } from '../application/ports/system/journal.js';
import { worksLine } from '../application/wording/start/works-line.js';
import type { Place } from '../domain/ids.js';
import type { Launch } from './cli/launch.js';
import { ProcessSignals } from './cli/process-signals.js';
import { printRejection, say } from './cli/terminal.js';
import { assemble } from './start/assemble.js';
import { type FirstConfig, firstConfig } from './start/first-config.js';
import { openJournal } from './start/open-journal.js';
import { openState } from './start/open-state.js';

/** How long running work may go on after SIGTERM or `/restart`, and how long its answers may take to be sent. */
const DRAIN = { runsMs: 120_000, askerMs: 10_000, stoppingMs: 30_000, tellingMs: 5_000 };

/** The exit code that asks whoever supervises the program to start it again: EX_TEMPFAIL of sysexits.h. */
const EXIT_TO_RESTART = 75;

/** The whole program, from the configuration file to the exit code. */
export async function main(launch: Launch & { readonly engine: string | null }): Promise<number> {
  const signals = new ProcessSignals();
  const clock = new SystemClock();
  const alarm = new SystemAlarm(clock);

  const first = await firstConfig(launch, alarm);
  if (!first.ok) return first.problem;
  const { file, config } = first.value;
  const { environment, version } = launch;
  const journal = openJournal(config.log, clock, environment);
  const state = await openState(config.stateDirectory, { clock, alarm, journal });
  if (!state.ok) return say(state.problem);

  const bridge = createHash('sha256').update(config.stateDirectory).digest('hex').slice(0, 32);
  const leftovers = new Leftovers(bridge, { table: processTable(), alarm, journal });
  await leftovers.end();
  signals.beforeExitAtOnce(() => leftovers.kill());

  const service = new SystemdServiceManager({ origin: originOf(environment), journal });
  const { store } = state.value;
  const program = assemble({ launch, first: first.value, store, bridge, clock, alarm, journal, service });
  new SpareMemory(alarm).watch();
  journal.record({
    name: 'program.started',
    level: 'info',
    data: { version, file, stateDirectory: config.stateDirectory },
  });
  if (process.stdout.isTTY && config.log.format === 'auto') {
    void program.heardAs().then((username) => {
      console.log(worksLine({ version, username, engine: config.defaultEngine, file }));
    });
  }
  const { exitCode, isRestart } = await live(program, first.value, signals, journal);

  await state.value.close();
  alarm.close();
  journal.flush();
  if (!isRestart) return exitCode;
  if (service.supervisor === null) await startAgain(ownCommand(environment));
  return EXIT_TO_RESTART;
}

/** From its start to its end by the first signal, or the first `/restart`. */
async function live(
  program: Program,
  { file, beginning, config }: FirstConfig,
  signals: ProcessSignals,
  journal: Journal,
) {
  const started = await program.start(beginning).catch((cause: unknown) => {
    journal.record({ name: 'program.not-started', level: 'error', cause });
    return null;
  });
  if (started === null) {
    await program.release(DRAIN);
    const fix = `If the disk is full or failing, fix that first: ${config.stateDirectory}`;
    return { exitCode: say(`can't start; the log says why. ${fix}`), isRestart: false };
  }
  if (!started.ok) return { exitCode: printRejection(file, started.problem), isRestart: false };
  signals.reloadBy(() => void program.reload());
  const ending = await Promise.race([
    signals.ending.then((why): Ending => ({ why, askedFrom: null })),
    program.restartAsked.then(({ place }): Ending => ({ why: '/restart', askedFrom: place })),
  ]);
  journal.record({ name: 'program.stopping', level: 'info', data: { ...ending } });
  await program.stop(DRAIN, ending.askedFrom);
  // A signal that came after `/restart` means a stop.
  return { exitCode: 0, isRestart: ending.askedFrom !== null && !signals.endingCame };
}

interface Ending {
  readonly why: string;
  /** `null` if it is not a restart. */
  readonly askedFrom: Place | null;
}

function originOf(environment: Launch['environment']): Origin {
  const onTerminal = [0, 1, 2].some((descriptor) => isatty(descriptor));
  return { environment, pid: process.pid, parentPid: process.ppid, onTerminal };
}
