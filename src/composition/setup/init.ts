import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { RESERVED_PROJECT_NAMES } from '../../adapters/config/rules/project-rules.js';
import { ENGINES } from '../../adapters/engines/engines.js';
import { gitEnvironment } from '../../adapters/git/git-environment.js';
import { GitProgram } from '../../adapters/git/git-program.js';
import { GitProjectPlaces } from '../../adapters/git/git-project-places.js';
import { SystemAlarm } from '../../adapters/system/system-alarm.js';
import { SystemClock } from '../../adapters/system/system-clock.js';
import { registerProject } from '../../application/onboarding/register-project.js';
import { registeredText, registerProblemText } from '../../application/wording/onboarding/project-text.js';
import { configSource } from '../cli/config-access.js';
import { configEdits, sayProblem } from '../cli/config-desk.js';
import { configFile, type Launch } from '../cli/launch.js';
import { printProblems, say } from '../cli/terminal.js';
import { COMMAND_NAMES } from '../modules/commands.module.js';
import { runSetUp, type SetUpOptions } from './run-set-up.js';

/** What `untether init` is told beside the name of a project. */
export interface InitWish extends SetUpOptions {
  readonly isDefault: boolean;
  /** Set everything up again, though there is a file. */
  readonly wizard: boolean;
}

/** `untether init`: the wizard, or registers the repository around the working directory; the exit code unless there is a start to come. */
export async function init(launch: Launch, wish: InitWish, alias: string | null): Promise<'start' | number> {
  if (wish.wizard || wish.answers !== null || !existsSync(configFile(launch))) return runSetUp(launch, wish);
  const reading = await configSource(launch).read({ lenient: true });
  if (!reading.ok) return printProblems(configFile(launch), reading.problems);
  const { projects, defaultProject } = reading.config;
  const alarm = new SystemAlarm(new SystemClock());
  const registered = await registerProject(
    { directory: launch.workingDirectory, alias, isDefault: wish.isDefault, projects, defaultProject },
    {
      places: new GitProjectPlaces(new GitProgram(alarm, gitEnvironment(launch.environment)), homedir()),
      edits: configEdits(launch),
      takenWords: [...RESERVED_PROJECT_NAMES, ...COMMAND_NAMES, ...ENGINES.map(({ manifest }) => manifest.id)],
    },
  );
  alarm.close();
  if (registered.ok) {
    const { alias: name, path, isDefault } = registered.value;
    console.log(registeredText(name, path, isDefault));
    return 0;
  }
  const { problem } = registered;
  if (problem.kind === 'no-repository' || problem.kind === 'alias-taken' || problem.kind === 'bad-alias') {
    return say(registerProblemText(problem));
  }
  sayProblem(problem);
  return 1;
}
