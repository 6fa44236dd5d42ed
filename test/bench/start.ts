import { setTimeout as pause } from 'node:timers/promises';
import { Rig } from '../end-to-end/rig.js';
import { line, QUIET_MS, quantile, residentMb } from './measure.js';

const STARTS = 7;

/** How long the built program takes from its launch to the first poll that Telegram answers, and what it weighs idle. */
export async function benchStart(): Promise<readonly string[]> {
  await using rig = await Rig.open();
  const times: number[] = [];
  for (let n = 0; n < STARTS; n++) {
    const calls = rig.server.calls.length;
    const began = performance.now();
    const program = rig.launch('--config', rig.configPath);
    await rig.server.waitFor(() => rig.server.calls.slice(calls).some((call) => call.method === 'getUpdates'), 15_000);
    times.push(performance.now() - began);
    program.kill('SIGTERM');
    await rig.ended(program);
  }
  const program = await rig.start();
  await pause(2_000);
  const startedMb = residentMb(program);
  await pause(QUIET_MS);
  return [
    line(`start to ready, median of ${STARTS}`, quantile(times, 0.5), 'ms'),
    line('  slowest', Math.max(...times), 'ms'),
    line('memory (RSS) two seconds after the start', startedMb, 'MB'),
    line('idle memory (RSS)', residentMb(program), 'MB'),
  ];
}
