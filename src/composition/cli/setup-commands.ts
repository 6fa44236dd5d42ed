import type { Command } from 'commander';

/** What the commands that set up can ask for; each resolves with the exit code. */
export interface SetupActions {
  init(options: InitOptions, alias: string | null): Promise<number>;
  pair(options: PairOptions): Promise<number>;
  chatId(options: PairOptions & { readonly project: string | null }): Promise<number>;
}

/** What `init` is told; `config` is the file that was named. */
export interface InitOptions {
  readonly config: string | null;
  readonly isDefault: boolean;
  /** A file of answers for the wizard. */
  readonly answers: string | null;
  /** The wizard, whether or not there is a file. */
  readonly wizard: boolean;
}

/** What a command is told that waits for a code. */
export interface PairOptions {
  readonly config: string | null;
}

/** What commander found on the command line. */
interface Found {
  readonly config?: string;
  readonly default?: boolean;
  readonly answers?: string;
  readonly wizard?: boolean;
  readonly project?: string;
}

/** What the commands are made with: `named` is the file that is meant, `exit` is told the code. */
export interface SetupCommandTools {
  readonly actions: SetupActions;
  readonly named: (found: Found) => PairOptions;
  readonly exit: (code: number) => void;
}

/** Adds the commands that set up. */
export function addSetupCommands(program: Command, { actions, named, exit }: SetupCommandTools): void {
  const add = (name: string, description: string) =>
    program.command(name).description(description).option('--config <file>', 'configuration file');
  add('init', 'register the repository you are in as a project; without a file, set everything up with the wizard')
    .argument('[alias]', 'name of the project (default: that of its directory)')
    .option('--default', 'make it the default project')
    .option('--wizard', 'set everything up again; the present file is kept as a backup')
    .option('--answers <file>', 'the wizard with answers from a JSON file, without a terminal')
    .action(async (alias: string | undefined, found: Found) => {
      const options = {
        ...named(found),
        isDefault: found.default === true,
        answers: found.answers ?? null,
        wizard: found.wizard === true,
      };
      exit(await actions.init(options, alias ?? null));
    });
  add('pair', 'let another person use the bot, who shows by a code that you know them').action(async (found: Found) => {
    exit(await actions.pair(named(found)));
  });
  add('chat-id', 'print the id of the chat in which the code is sent')
    .option('--project <alias>', 'write it as the chat of this project')
    .action(async (found: Found) => {
      exit(await actions.chatId({ ...named(found), project: found.project ?? null }));
    });
}
