import type { ChildProcess } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import type { Rig } from '../../end-to-end/rig.js';

/** Says what is in use, in bytes, once everything that nobody needs has been collected, if it can be. */
const TELLING =
  'process.on("SIGUSR2", () => { globalThis.gc?.(); console.error(process.memoryUsage().heapUsed, "bytes in use") })';

/** What a program is started with whose heap is to be seen. */
export const TELLING_FLAGS: readonly string[] = [`--import=data:text/javascript,${encodeURIComponent(TELLING)}`];
/** The same for a heap in which nothing is left that could be collected. */
export const COLLECTED_FLAGS: readonly string[] = ['--expose-gc', ...TELLING_FLAGS];

/** What the heap of such a program holds, in MB. */
export async function heapMb(rig: Rig, program: ChildProcess): Promise<number> {
  const from = rig.output.length;
  program.kill('SIGUSR2');
  for (;;) {
    const [, used] = /(\d+) bytes in use/.exec(rig.output.slice(from)) ?? [];
    if (used !== undefined) return Number(used) / 2 ** 20;
    if (program.exitCode !== null) throw new Error(`the program ended with ${program.exitCode}`);
    await pause(20);
  }
}
