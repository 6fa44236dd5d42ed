import { Argument, Command, Option } from 'commander';
import { ENGINES } from '../../adapters/engines/engines.js';
import { addServiceCommands, type OperationActions } from './service-commands.js';
import { addSetupCommands, type SetupActions } from './setup-commands.js';
import { type CommandShape, commandShape } from './shell/command-shape.js';
import { SHELLS, type Shell } from './shell/shells.js';
import { conflictingEngines, USAGE_EXIT, unknownEngine, unknownWord } from './usage-error.js';

const ENGINE_IDS = ENGINES.map(({ manifest }) => manifest.id);

const AFTER_HELP = `
Without a command, Untether starts. untether <command> --help says more about one.
Exit codes: 0 done, 1 something is wrong or was refused, 2 the command line is not understood.`;

/** What the command line can ask for; each resolves with the exit code. `config` is the file that was named. */
export interface CommandLineActions extends OperationActions, SetupActions {
  start(options: { readonly config: string | null; readonly engine: string | null }): Promise<number>;
  check(options: FileOptions & { readonly json: boolean }): Promise<number>;
  get(options: FileOptions & { readonly json: boolean }, key: string): Promise<number>;
  set(options: FileOptions, words: readonly string[], unset: readonly string[]): Promise<number>;
  unset(options: FileOptions, keys: readonly string[]): Promise<number>;
  list(
    options: FileOptions & { readonly json: boolean; readonly all: boolean },
    prefix: string | null,
  ): Promise<number>;
  path(options: FileOptions): Promise<number>;
  edit(options: FileOptions): Promise<number>;
  reload(options: FileOptions & { readonly apply: boolean }): Promise<number>;
  status(options: FileOptions & { readonly json: boolean }): Promise<number>;
  doctor(
    options: FileOptions & { readonly json: boolean; readonly offline: boolean; readonly fix: boolean },
  ): Promise<number>;
  completion(shell: Shell, program: CommandShape): Promise<number>;
}

interface FileOptions {
  readonly config: string | null;
}

/** What commander found on the command line. */
interface Found {
  readonly config?: string;
  readonly json?: boolean;
  readonly all?: boolean;
  readonly apply?: boolean;
  readonly offline?: boolean;
  readonly engine?: string;
  readonly fix?: boolean;
  readonly unset?: readonly string[];
}

/**
 * The program's commands and options; `exit` is told the code of the one that ran. What is not understood is printed, and
 * thrown as commander's error (`exitCodeOf`).
 */
export function commandLine(version: string, actions: CommandLineActions, exit: (code: number) => void): Command {
  const program: Command = new Command('untether')
    .description('Steer AI coding agents on this machine from Telegram.')
    .version(version, '-V, --version', 'print the version')
    .exitOverride()
    .helpCommand(true)
    .addHelpText('after', AFTER_HELP)
    .option('--config <file>', 'configuration file (default: $UNTETHER_CONFIG_PATH, then ~/.untether/untether.toml)');
  const named = (found: Found = {}): FileOptions => ({ config: found.config ?? program.opts<Found>().config ?? null });
  addStart(program, actions, named, exit);
  addConfigCommands(program, actions, named, exit);
  addRunningCommands(program, actions, named, exit);
  addServiceCommands(program, actions, { named, exit });
  addSetupCommands(program, { actions, named, exit });
  program
    .command('completion')
    .description('print a script that completes commands and options in your shell')
    .addArgument(new Argument('<shell>', 'the shell that reads it').choices([...SHELLS]))
    .action(async (shell: Shell) => exit(await actions.completion(shell, commandShape(program))));
  return program;
}

/** The one command that need not be named. */
function addStart(
  program: Command,
  actions: CommandLineActions,
  named: (found: Found) => FileOptions,
  exit: (code: number) => void,
): void {
  program
    .command('start', { isDefault: true })
    .description('start Untether in this terminal or under a service manager; "start" may be left out')
    .addArgument(
      new Argument('[engine]', 'the same as --engine')
        .choices([...ENGINE_IDS])
        .argParser((word) => engineIn(word, program)),
    )
    .option('--config <file>', 'configuration file')
    .addOption(
      new Option('--engine <engine>', 'engine to use where nothing else chooses one')
        .choices([...ENGINE_IDS])
        .argParser((word) => engineNamed(word, program)),
    )
    .action(async (word: string | undefined, found: Found) => {
      const engine = found.engine ?? word ?? null;
      if (word !== undefined && word !== engine) {
        program.error(conflictingEngines(word, String(engine)), { exitCode: USAGE_EXIT });
      }
      exit(await actions.start({ ...named(found), engine }));
    });
}

function engineNamed(word: string, program: Command): string {
  if (ENGINE_IDS.some((engine) => engine === word)) return word;
  return program.error(unknownEngine(word, ENGINE_IDS), { exitCode: USAGE_EXIT });
}

function engineIn(word: string, program: Command): string {
  if (ENGINE_IDS.some((engine) => engine === word)) return word;
  const options = ['help', ...program.options.map(({ long }) => (long ?? '').replace(/^--/, ''))];
  const commands = program.commands.map((command) => command.name());
  return program.error(unknownWord(word, { commands, engines: ENGINE_IDS, options }), { exitCode: USAGE_EXIT });
}

function addConfigCommands(
  program: Command,
  actions: CommandLineActions,
  named: (found: Found) => FileOptions,
  exit: (code: number) => void,
): void {
  const config = program.command('config').description('inspect, check and change the configuration file');
  const add = (name: string, description: string) =>
    config.command(name).description(description).option('--config <file>', 'configuration file');
  add('check', 'check the configuration file and list every problem, offline')
    .option('--json', 'print the problems as JSON')
    .action(async (found: Found) => exit(await actions.check({ ...named(found), json: found.json === true })));
  add('get', 'print the current value of a key, or of every key in a table; secrets are never printed')
    .argument('<key>', 'such as progress.max_actions or triggers.crons.daily.schedule')
    .option('--json', 'print JSON')
    .action(async (key: string, found: Found) => {
      exit(await actions.get({ ...named(found), json: found.json === true }, key));
    });
  add('set', 'set keys, unless that would make the file invalid; comments and layout are kept')
    .argument('<key>', 'such as triggers.crons.daily.schedule')
    .argument('<value...>', 'TOML or plain text, or - for standard input; more keys and values may follow')
    .option('--unset <key>', 'remove this key in the same step; may be repeated', collected)
    .action(async (key: string, words: readonly string[], found: Found) => {
      exit(await actions.set(named(found), [key, ...words], found.unset ?? []));
    });
  add('unset', 'remove keys, tables or list entries from the file')
    .argument('<key...>', 'such as triggers.crons.daily or claude.model')
    .action(async (keys: readonly string[], found: Found) => exit(await actions.unset(named(found), keys)));
  add('list', 'list the keys that the file sets; secrets are never printed')
    .argument('[prefix]', 'only keys in this table')
    .option('--all', 'include defaults and values from the environment')
    .option('--json', 'print JSON')
    .action(async (prefix: string | undefined, found: Found) => {
      const options = { ...named(found), json: found.json === true, all: found.all === true };
      exit(await actions.list(options, prefix ?? null));
    });
  add('path', 'print the path of the configuration file').action(async (found: Found) => {
    exit(await actions.path(named(found)));
  });
  add('edit', 'open a copy in $VISUAL or $EDITOR and save it once it is valid').action(async (found: Found) => {
    exit(await actions.edit(named(found)));
  });
}

function addRunningCommands(
  program: Command,
  actions: CommandLineActions,
  named: (found: Found) => FileOptions,
  exit: (code: number) => void,
): void {
  const add = (name: string, description: string) =>
    program.command(name).description(description).option('--config <file>', 'configuration file');
  add('reload', 'reload untether.toml in the running program; exits with 0 if it is applied, else 1')
    .option('--apply', 'apply even an edit that would wait for [Apply]')
    .action(async (found: Found) => exit(await actions.reload({ ...named(found), apply: found.apply === true })));
  add('status', 'show how the running program is doing; exits with 1 if none is running')
    .option('--json', 'print everything as JSON')
    .action(async (found: Found) => exit(await actions.status({ ...named(found), json: found.json === true })));
  add('doctor', 'check the file, bot, state directory, projects and agents; exits with 1 if something is wrong')
    .option('--offline', 'skip checks that need the network')
    .option('--fix', 'fix what can be fixed without you: who may open the file, a webhook in the way')
    .option('--json', 'print the findings as JSON')
    .action(async (found: Found) => {
      const { json = false, offline = false, fix = false } = found;
      exit(await actions.doctor({ ...named(found), json, offline, fix }));
    });
}

function collected(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}
