import { homedir, hostname } from 'node:os';
import { FirstConfigOnDisk } from '../../adapters/config/first/first-config-on-disk.js';
import { firstConfigText } from '../../adapters/config/first/first-config-text.js';
import { problemLines } from '../../adapters/config/report/check-report.js';
import { RESERVED_PROJECT_NAMES } from '../../adapters/config/rules/project-rules.js';
import { createEngineCatalog, createEngineTools } from '../../adapters/engines/engine-catalog.js';
import { ENGINES } from '../../adapters/engines/engines.js';
import { LiveRuns } from '../../adapters/engines/process/live-runs.js';
import { ProgramVersions } from '../../adapters/engines/process/program-version.js';
import { gitEnvironment } from '../../adapters/git/git-environment.js';
import { GitProgram } from '../../adapters/git/git-program.js';
import { GitProjectPlaces } from '../../adapters/git/git-project-places.js';
import { makeDirectories } from '../../adapters/system/make-directories.js';
import { RandomTokenSource } from '../../adapters/system/random-token-source.js';
import { SystemAlarm } from '../../adapters/system/system-alarm.js';
import { SystemClock } from '../../adapters/system/system-clock.js';
import { TelegramUnclaimedBot } from '../../adapters/telegram/telegram-unclaimed-bot.js';
import { type Afterwards, setUp } from '../../application/onboarding/set-up.js';
import type {
  FirstConfig,
  FirstConfigFile,
  FirstConfigProblem,
} from '../../application/ports/config/first-config-file.js';
import type { Unanswered } from '../../application/ports/system/prompter.js';
import { LEFT, notPreparedText } from '../../application/wording/onboarding/set-up-text.js';
import { Secret } from '../../domain/secret.js';
import { configSource } from '../cli/config-access.js';
import { sayProblem } from '../cli/config-desk.js';
import { configFile, type Launch } from '../cli/launch.js';
import { say } from '../cli/terminal.js';
import { COMMAND_NAMES } from '../modules/commands.module.js';
import { prompterOf } from './prompter-of.js';

const TELEGRAM = 'https://api.telegram.org';
/** What overrides the server's address in a configuration does here. */
const API_URL = 'UNTETHER__TRANSPORTS__TELEGRAM__API_URL';
/** The exit code of what a person left. */
const EXIT_LEFT = 130;

/** What setting up is told. */
export interface SetUpOptions {
  /** A file of answers; `null` to ask. */
  readonly answers: string | null;
  /** Has the program kept running with that configuration, and says so; whether it is. `null` where that can't be done. */
  readonly keepRunning: ((file: string) => Promise<boolean>) | null;
}

/** Asks for a first configuration and writes it; whether to start with it, or the exit code. */
export async function runSetUp(launch: Launch, { answers, keepRunning }: SetUpOptions): Promise<'start' | number> {
  const prompter = await prompterOf(answers, launch.environment);
  if (!prompter.ok) return say(prompter.problem);
  const clock = new SystemClock();
  const alarm = new SystemAlarm(clock);
  const apiUrl = launch.environment[API_URL] || null;
  const source = configSource(launch);
  const done = await setUp({
    ...{ prompter: prompter.value, tokens: new RandomTokenSource(), clock, alarm, apiUrl, keepRunning },
    botOf: (token) => new TelegramUnclaimedBot({ token, apiUrl: apiUrl ?? TELEGRAM }, alarm, 'take'),
    file: undisturbed(new FirstConfigOnDisk(configFile(launch), { source, makeDirectories })),
    enginesOf: async (config) => {
      const reading = await source.readText(new Secret(tried(config)));
      if (!reading.ok) return null;
      const shared = {
        ...{ clock, alarm, live: new LiveRuns(), versions: new ProgramVersions() },
        ...{ journal: { record: () => undefined }, environment: launch.environment, temporaryDirectory: null },
      };
      return {
        engines: createEngineCatalog(reading.config, shared),
        tools: createEngineTools(reading.config, shared),
      };
    },
    places: new GitProjectPlaces(new GitProgram(alarm, gitEnvironment(launch.environment)), homedir()),
    directory: launch.workingDirectory,
    takenWords: [...RESERVED_PROJECT_NAMES, ...COMMAND_NAMES, ...ENGINES.map(({ manifest }) => manifest.id)],
    machine: hostname(),
  });
  alarm.close();
  if (done.ok) return codeOf(done.value);
  return sayWhy(done.problem);
}

/** The configuration before its token has a file. */
function tried(config: FirstConfig): string {
  return firstConfigText(config, { bot_token: config.token.reveal() });
}

/** Ctrl-C while files are written comes too late: it is over in a moment. */
function undisturbed(file: FirstConfigFile): FirstConfigFile {
  return {
    path: file.path,
    look: () => file.look(),
    write: async (config) => {
      const ignore = () => undefined;
      process.on('SIGINT', ignore);
      try {
        return await file.write(config);
      } finally {
        process.off('SIGINT', ignore);
      }
    },
  };
}

function codeOf(afterwards: Afterwards): 'start' | number {
  return afterwards === 'start' ? 'start' : 0;
}

function sayWhy(problem: Unanswered | FirstConfigProblem): number {
  switch (problem.kind) {
    case 'left':
      say(LEFT);
      return EXIT_LEFT;
    case 'not-prepared':
      return say(notPreparedText(problem.name, problem.message));
    case 'invalid':
      say(LEFT);
      console.error(problem.problems.flatMap(problemLines).join('\n'));
      return 1;
    default:
      sayProblem(problem);
      return 1;
  }
}
