import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Account } from './account.js';
import type { Harness } from './harness.js';

const PROGRAM = fileURLToPath(new URL('./small-disk.program.js', import.meta.url));
const MOUNT = 'mount -t tmpfs -o size=3m tmpfs "$0" && exec "$@"';

/** A file system that has no room left, where the kernel lets an ordinary user mount one (user namespaces). */
export async function fillDisk(harness: Harness): Promise<Account> {
  const account = new Account('disk really full');
  const directory = await mkdtemp(join(tmpdir(), 'untether-small-disk-'));
  try {
    if (!(await canMount(directory))) {
      harness.say('  a small file system can not be mounted here (it takes unshare and user namespaces): left out');
      return account;
    }
    const { code, output } = await run(directory, process.execPath, PROGRAM, directory, `${harness.options.seed}`);
    const last = output.trim().split('\n').at(-1) ?? '';
    if (code === 0) account.merge(JSON.parse(last));
    else account.complain('the part itself', output);
    return account;
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

async function canMount(directory: string): Promise<boolean> {
  const { code } = await run(directory, 'true').catch(() => ({ code: 1 }));
  return code === 0;
}

/** Runs a command in a mount namespace in which the directory is a small file system. */
async function run(directory: string, ...command: string[]): Promise<{ code: number | null; output: string }> {
  const flags = ['--user', '--map-root-user', '--mount', 'sh', '-c', MOUNT, directory, ...command];
  const child = spawn('unshare', flags, { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stderr, child.stdout]) stream.on('data', (chunk) => (output += chunk));
  const [code] = await once(child, 'close');
  return { code, output };
}
