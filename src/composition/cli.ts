import { readFileSync } from 'node:fs';
import { askReload, askStatus } from './cli/ask-running.js';
import { setConfig, unsetConfig } from './cli/change-config.js';
import { checkConfig } from './cli/check-config.js';
import { commandLine } from './cli/command-line.js';
import { examineAll } from './cli/doctor.js';
import { earlySignalsTold, releaseEarlySignals } from './cli/early-signals.js';
import { editConfigFile } from './cli/edit-config-file.js';
import { homeProblem } from './cli/home-problem.js';
import type { Launch } from './cli/launch.js';
import { getConfig, listKeys, printPath } from './cli/show-config.js';
import { say } from './cli/terminal.js';
import { exitCodeOf } from './cli/usage-error.js';
import { main } from './main.js';

// An empty HOME names no directory, for us as little as for what we start: as if it were not set.
if (process.env['HOME'] === '') delete process.env['HOME'];

/** What the program is started with, `config` being the file that the command line names. */
function launch({ config }: { readonly config: string | null }): Launch {
  return { configPath: config, environment: process.env, workingDirectory: process.cwd(), version: version() };
}

/** The version that `package.json` carries. */
function version(): string {
  const text = readFileSync(new URL('../../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}

/** The same for a command that ends by itself, and on signals as usual. */
function launchOnce(options: { readonly config: string | null }): Launch {
  releaseEarlySignals();
  return launch(options);
}

const program = commandLine(
  version(),
  {
    start: (options) => main({ ...launch(options), engine: options.engine }),
    check: (options) => checkConfig({ ...launchOnce(options), json: options.json }),
    get: (options, key) => getConfig({ ...launchOnce(options), json: options.json }, key),
    set: (options, words, unset) => setConfig(launchOnce(options), words, unset),
    unset: (options, keys) => unsetConfig(launchOnce(options), keys),
    list: (options, prefix) => listKeys({ ...launchOnce(options), json: options.json, all: options.all }, prefix),
    path: async (options) => printPath(launchOnce(options)),
    edit: (options) => editConfigFile(launchOnce(options)),
    reload: (options) => askReload({ ...launchOnce(options), apply: options.apply }),
    status: (options) => askStatus({ ...launchOnce(options), json: options.json }),
    doctor: (options) => examineAll({ ...launchOnce(options), json: options.json, offline: options.offline }),
  },
  (code) => {
    process.exitCode = code;
  },
);
const homeless = homeProblem();
if (homeless !== null) process.exitCode = say(homeless);
else {
  await earlySignalsTold();
  await program.parseAsync(process.argv).catch((error: unknown) => {
    process.exitCode = exitCodeOf(error);
  });
}
