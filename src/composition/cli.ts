import { existsSync, readFileSync } from 'node:fs';
import { findPackageJSON } from 'node:module';
import { commandLine } from './cli/command-line.js';
import { earlySignalsTold, releaseEarlySignals } from './cli/early-signals.js';
import { homeProblem } from './cli/home-problem.js';
import { configFile, type Launch } from './cli/launch.js';
import { say } from './cli/terminal.js';
import { exitCodeOf } from './cli/usage-error.js';
import { canAsk } from './setup/can-ask.js';

// An empty HOME names no directory, for us as little as for what we start: as if it were not set.
if (process.env['HOME'] === '') delete process.env['HOME'];

/** What the program is started with, `config` being the file that the command line names. */
function launch({ config }: { readonly config: string | null }): Launch {
  return { configPath: config, environment: process.env, workingDirectory: process.cwd(), version: version() };
}

/** The version that `package.json` carries. */
function version(): string {
  const path = findPackageJSON('..', import.meta.url);
  if (path === undefined) throw new Error('package.json is missing beside the program');
  return (JSON.parse(readFileSync(path, 'utf8')) as { version: string }).version;
}

/** The same for a command that ends by itself, and on signals as usual. */
function launchOnce(options: { readonly config: string | null }): Launch {
  releaseEarlySignals();
  return launch(options);
}

// Each is loaded when it is asked for: a start needs none of the others, and they nothing of a start.
const program = commandLine(
  version(),
  {
    start: async (options) => {
      if (!existsSync(configFile(launch(options))) && canAsk(process.env)) {
        const { runSetUp } = await import('./setup/run-set-up.js');
        const first = await runSetUp(launchOnce(options), { answers: null, keepRunning: serviceKeeper() });
        if (first !== 'start') return first;
      }
      return (await import('./main.js')).main({ ...launch(options), engine: options.engine });
    },
    check: async (options) =>
      (await import('./cli/check-config.js')).checkConfig({ ...launchOnce(options), json: options.json }),
    get: async (options, key) =>
      (await import('./cli/show-config.js')).getConfig({ ...launchOnce(options), json: options.json }, key),
    set: async (options, words, unset) =>
      (await import('./cli/change-config.js')).setConfig(launchOnce(options), words, unset),
    unset: async (options, keys) => (await import('./cli/change-config.js')).unsetConfig(launchOnce(options), keys),
    list: async (options, prefix) =>
      (await import('./cli/show-config.js')).listKeys(
        { ...launchOnce(options), json: options.json, all: options.all },
        prefix,
      ),
    path: async (options) => (await import('./cli/print-path.js')).printPath(launchOnce(options)),
    edit: async (options) => (await import('./cli/edit-config-file.js')).editConfigFile(launchOnce(options)),
    reload: async (options) =>
      (await import('./cli/ask-running.js')).askReload({ ...launchOnce(options), apply: options.apply }),
    status: async (options) =>
      (await import('./cli/ask-running.js')).askStatus({ ...launchOnce(options), json: options.json }),
    doctor: async (options) =>
      (await import('./cli/operations/doctor.js')).examineAll({
        ...launchOnce(options),
        json: options.json,
        offline: options.offline,
        fix: options.fix,
      }),
    completion: async (shell, tree) => (await import('./cli/shell/print-completion.js')).printCompletion(shell, tree),
    serviceInstall: async (options) =>
      (await import('./cli/operations/service.js')).installService(launchOnce(options)),
    serviceRemove: async (options) => (await import('./cli/operations/service.js')).removeService(launchOnce(options)),
    serviceStatus: async (options) =>
      (await import('./cli/operations/service.js')).serviceStatus({ ...launchOnce(options), json: options.json }),
    serviceLogs: async (options) =>
      (await import('./cli/operations/service.js')).serviceLogs({ ...launchOnce(options), ...options }),
    init: async (options, alias) => {
      const wanted = { ...options, keepRunning: serviceKeeper() };
      const done = await (await import('./setup/init.js')).init(launchOnce(options), wanted, alias);
      return done === 'start' ? (await import('./main.js')).main({ ...launch(options), engine: null }) : done;
    },
    pair: async (options) => (await import('./setup/pair.js')).pair(launchOnce(options)),
    chatId: async (options) => (await import('./setup/chat-id.js')).chatId(launchOnce(options), options.project),
  },
  (code) => {
    process.exitCode = code;
  },
);

/** Has the command line install the service itself, so that it tells what it does; `null` where there is no such command. */
function serviceKeeper(): ((config: string) => Promise<boolean>) | null {
  if (!program.commands.some((command) => command.name() === 'service')) return null;
  return async (config) => {
    const { ownCommand } = await import('./setup/own-command.js');
    return (await ownCommand(['service', 'install', '--config', config])) === 0;
  };
}

const homeless = homeProblem();
if (homeless !== null) process.exitCode = say(homeless);
else {
  await earlySignalsTold();
  await program.parseAsync(process.argv).catch((error: unknown) => {
    process.exitCode = exitCodeOf(error);
  });
}
