import type { ChildProcess } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ControlClient } from '../../src/adapters/control/control-client.js';
import { Rig } from '../end-to-end/rig.js';
import { line, QUIET_MS, residentMb } from './measure.js';

/** After how many reloads is looked. */
const LOOKS = [100, 1_000, 10_000] as const;
const TRIGGERS = 100;
/** Makes the program say what is in use, in bytes, once everything that nobody needs has been collected. */
const TELLING =
  'process.on("SIGUSR2", () => { gc(); const { heapUsed, rss } = process.memoryUsage(); console.error(heapUsed, rss, "told") })';

/** What reloading again and again takes of the running program: memory, and files that stay open. */
export async function benchReloadMemory(): Promise<readonly string[]> {
  await using rig = await Rig.open();
  rig.nodeFlags = ['--expose-gc', `--import=data:text/javascript,${encodeURIComponent(TELLING)}`];
  await rig.configure(config(rig, 0));
  const program = await rig.start();
  const control = new ControlClient(join(rig.directory, 'state'));
  const looks: Look[] = [];
  let edit = 0;
  for (const reloads of LOOKS) {
    while (edit < reloads) {
      await rig.configure(config(rig, ++edit));
      const { kind } = await control.reload(false);
      if (kind !== 'applied') throw new Error(`reload ${edit}: ${kind}`);
    }
    looks.push(await look(rig, program));
  }
  await pause(QUIET_MS);
  const quiet = line('resident memory when it has been quiet', residentMb(program), 'MB');
  const rows = (name: string, of: keyof Look, unit: string) => [
    ...looks.map((one, index) => line(`${name} after ${LOOKS[index]} reloads`, one[of], unit)),
    line('  after 10,000 minus after 100', (looks.at(-1)?.[of] ?? 0) - (looks[0]?.[of] ?? 0), unit),
  ];
  return [
    ...rows('memory in use', 'usedMb', 'MB'),
    ...rows('resident memory', 'residentMb', 'MB'),
    quiet,
    ...rows('open files', 'files', ''),
  ];
}

interface Look {
  readonly usedMb: number;
  readonly residentMb: number;
  /** As Linux tells it. */
  readonly files: number;
}

async function look(rig: Rig, program: ChildProcess): Promise<Look> {
  const from = rig.output.length;
  program.kill('SIGUSR2');
  for (;;) {
    const [, used, resident] = /(\d+) (\d+) told/.exec(rig.output.slice(from)) ?? [];
    const files = readdirSync(`/proc/${program.pid}/fd`).length;
    if (resident !== undefined) return { usedMb: Number(used) / 1e6, residentMb: Number(resident) / 1e6, files };
    await pause(20);
  }
}

function config(rig: Rig, edit: number): string {
  const crons = Array.from(
    { length: TRIGGERS },
    (_, n) => `[[triggers.crons]]\nid = "c${n}"\nschedule = "${n % 60} 0 1 1 *"\nprompt = "edit ${edit}"\n`,
  );
  return `watch_config = false
${rig.config()}
[reload]
announce = "none"
[log]
level = "warn"
[triggers]
enabled = true
${crons.join('')}`;
}
