import { spawn } from 'node:child_process';

/** Runs this program with other arguments, on the same terminal; its exit code, `null` if it has none. */
export function ownCommand(args: readonly string[]): Promise<number | null> {
  const program = process.argv[1] ?? '';
  const child = spawn(process.execPath, [...process.execArgv, program, ...args], { stdio: 'inherit' });
  return new Promise((resolve) => {
    child.once('error', () => resolve(null));
    child.once('exit', resolve);
  });
}
