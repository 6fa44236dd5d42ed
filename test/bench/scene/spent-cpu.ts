import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';

/** The CPU time that Node takes from its start to its end with these arguments, in milliseconds, as the shell counts it. */
export async function spentCpuMs(args: readonly string[], directory: string): Promise<number> {
  const script = 'TIMEFORMAT="%3U %3S"; time "$@" >/dev/null 2>&1';
  const child = spawn('bash', ['-c', script, 'bash', process.execPath, ...args], {
    cwd: directory,
    env: { PATH: process.env['PATH'], HOME: directory, LANG: 'C' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const [printed, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')]);
  if (code !== 0) throw new Error(`node ${args.join(' ')} ended with ${code}`);
  return printed
    .trim()
    .split(' ')
    .reduce((sum, seconds) => sum + Number(seconds) * 1_000, 0);
}
