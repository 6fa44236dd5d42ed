import { setTimeout as pause } from 'node:timers/promises';
import { byScale, type Part } from '../part.js';
import { atMost, figuresOf } from '../row.js';
import { cpuMs } from '../scene/process-figures.js';
import { Scene } from '../scene/scene.js';

/** By then all that a start puts off has been done. */
const SETTLED_MS = 30_000;
const MINUTE_MS = 60_000;

/** What the program costs while nothing happens. */
export const idle: Part = {
  name: 'idle',
  measures: 'CPU time of a minute in which nothing happens',
  measure: async (bench) => {
    await using scene = await Scene.open({ program: bench.program, triggers: 100 });
    const { pid } = await scene.start();
    await pause(SETTLED_MS);
    bench.say('settled');
    const spanMs = byScale(bench, { full: 2 * MINUTE_MS, quick: MINUTE_MS / 2, pair: MINUTE_MS });
    const before = cpuMs(pid);
    await pause(spanMs);
    const spent = ((cpuMs(pid) - before) * MINUTE_MS) / spanMs;
    return [figuresOf('idle')('100 triggers, CPU a minute', spent, 'ms', { goal: atMost(60) })];
  },
};
