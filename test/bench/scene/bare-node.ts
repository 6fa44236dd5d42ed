import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { residentMb } from './process-figures.js';

/** How long Node takes to start and to end with nothing to do, in milliseconds. */
export async function bareStartMs(): Promise<number> {
  const began = performance.now();
  await once(spawn(process.execPath, ['-e', '0'], { stdio: 'ignore' }), 'exit');
  return performance.now() - began;
}

/** What Node weighs so long after it began to do nothing, in MB. */
export async function bareResidentMb(afterMs: number): Promise<number> {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e6)'], { stdio: 'ignore' });
  await once(child, 'spawn');
  await pause(afterMs);
  const weight = residentMb(child.pid ?? 0);
  child.kill('SIGKILL');
  await once(child, 'exit');
  return weight;
}
