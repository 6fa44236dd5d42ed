import { access, constants } from 'node:fs/promises';

/** The command that this process was started with. */
export interface OwnCommand {
  /** The absolute path of Node. */
  readonly program: string;
  /** The arguments, the name of the program first. */
  readonly args: readonly string[];
  /** The absolute path of the script among them. */
  readonly script: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** The command of this process, which has this environment. */
export function ownCommand(environment: OwnCommand['environment']): OwnCommand {
  const [, script = '', ...rest] = process.argv;
  return {
    program: process.execPath,
    args: [process.argv0, ...process.execArgv, script, ...rest],
    script,
    environment,
  };
}

/** Why a process can't be put in the place of this one, in words; `null` if it can. */
export async function startObstacle({
  program,
  script,
}: Pick<OwnCommand, 'program' | 'script'>): Promise<string | null> {
  if (process.execve === undefined) return 'this system can’t replace a running program';
  if (!(await may(program, constants.X_OK))) return `${program} is gone or can’t be run`;
  return (await may(script, constants.R_OK)) ? null : `${script} is gone or can’t be read`;
}

/**
 * Puts the command in the place of this process (execve(2)): the same process number, parent, terminal, directory, environment
 * and standard streams; everything else that was open is closed. Does not come back unless there is an obstacle by now.
 */
export async function startAgain(command: OwnCommand): Promise<void> {
  await Promise.all([process.stdout, process.stderr].map(written));
  // Node ends the process with a core dump where the system refuses.
  const obstacle = await startObstacle(command);
  if (obstacle === null) process.execve?.(command.program, [...command.args], { ...command.environment });
  else process.stderr.write(`untether: can't start again: ${obstacle}\n`);
}

/** Resolves when the stream has taken everything, or has broken. */
function written(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => void stream.write('', () => resolve()));
}

async function may(path: string, mode: number): Promise<boolean> {
  try {
    await access(path, mode);
    return true;
  } catch {
    return false;
  }
}
