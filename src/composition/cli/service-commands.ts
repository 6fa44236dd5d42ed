import { type Command, InvalidArgumentError } from 'commander';

/** What the commands that operate the program can ask for; each resolves with the exit code. */
export interface OperationActions {
  serviceInstall(options: NamedFile): Promise<number>;
  serviceRemove(options: NamedFile): Promise<number>;
  serviceStatus(options: NamedFile & { readonly json: boolean }): Promise<number>;
  serviceLogs(options: NamedFile & { readonly follow: boolean; readonly lines: number }): Promise<number>;
}

interface NamedFile {
  readonly config: string | null;
}

/** What commander found on the command line. */
interface Found {
  readonly config?: string;
  readonly json?: boolean;
  readonly follow?: boolean;
  readonly lines?: number;
}

/** What the commands hand on: the file that is meant, and the exit code. */
export interface CommandFrame {
  readonly named: (found: { readonly config?: string }) => NamedFile;
  readonly exit: (code: number) => void;
}

const DEFAULT_LINES = 100;

/** Adds `untether service …`. */
export function addServiceCommands(program: Command, actions: OperationActions, { named, exit }: CommandFrame): void {
  const service = program.command('service').description('keep Untether running by systemd or launchd, as yourself');
  const add = (name: string, description: string) =>
    service.command(name).description(description).option('--config <file>', 'configuration file');
  add('install', 'write the service with the paths of this machine and start it; again to update it').action(
    async (found: Found) => exit(await actions.serviceInstall(named(found))),
  );
  add('remove', 'stop the service and remove it; configuration and state stay').action(async (found: Found) =>
    exit(await actions.serviceRemove(named(found))),
  );
  add('status', 'show whether the service is installed and runs; exits with 1 if it does not run')
    .option('--json', 'print it as JSON')
    .action(async (found: Found) => exit(await actions.serviceStatus({ ...named(found), json: found.json === true })));
  add('logs', 'print the last lines that the service wrote')
    .option('-f, --follow', 'keep printing what it writes')
    .option('-n, --lines <number>', 'how many lines', wholeNumber, DEFAULT_LINES)
    .action(async (found: Found) => {
      const { follow = false, lines = DEFAULT_LINES } = found;
      exit(await actions.serviceLogs({ ...named(found), follow, lines }));
    });
}

function wholeNumber(text: string): number {
  if (!/^\d{1,6}$/.test(text)) throw new InvalidArgumentError('It must be a whole number.');
  return Number(text);
}
