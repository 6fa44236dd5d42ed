import { readFileSync } from 'node:fs';
import { Argument, Command } from 'commander';
import { KNOWN_ENGINES } from '../adapters/engines/known-engines.js';
import { checkConfig } from './check-config.js';
import { main } from './main.js';

/** Reads the command line and runs what it asks for; the exit code is the process's. */
async function run(argv: readonly string[]): Promise<number> {
  let exitCode = 0;
  const program = new Command('untether')
    .description('Steer AI coding agents on this machine from Telegram.')
    .version(version(), '-V, --version', 'print the version')
    .addArgument(new Argument('[engine]', 'engine to use where nothing else names one').choices([...KNOWN_ENGINES]))
    .helpCommand(true)
    .option('--config <file>', 'configuration file (default: $UNTETHER_CONFIG_PATH, then ~/.untether/untether.toml)')
    .showHelpAfterError()
    .action(async (engine: string | undefined) => {
      exitCode = await main({ ...launch(), engine: engine ?? null });
    });
  const config = program.command('config').description('look after the configuration file');
  config
    .command('check')
    .description('say everything that is wrong with the configuration, offline')
    .option('--json', 'print the problems as JSON')
    .option('--config <file>', 'configuration file')
    .action(async (options: { json?: boolean; config?: string }) => {
      exitCode = await checkConfig({ ...launch(options.config), json: options.json === true });
    });
  const launch = (file: string | undefined = program.opts<{ config?: string }>().config) => ({
    configPath: file ?? null,
    environment: process.env,
    workingDirectory: process.cwd(),
    version: version(),
  });
  await program.parseAsync([...argv]);
  return exitCode;
}

/** The version that `package.json` carries. */
function version(): string {
  const text = readFileSync(new URL('../../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}

process.exitCode = await run(process.argv);
