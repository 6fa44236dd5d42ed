import { median } from '../measure.js';
import { type Bench, byScale, type Part } from '../part.js';
import { atMost, type Figure, figuresOf, ratioAtMost } from '../row.js';
import { bareStartMs } from '../scene/bare-node.js';
import { cpuMs } from '../scene/process-figures.js';
import { Scene } from '../scene/scene.js';
import { spentCpuMs } from '../scene/spent-cpu.js';

/** A bare start is short, so that one says little. */
const BARE_EACH = 3;
const figure = figuresOf('start');

/** How long the program takes from its launch to its first poll of the Bot API, beside a bare Node each time. */
export const start: Part = {
  name: 'start',
  measures: 'launch to the first poll of the Bot API',
  measure: async (bench) => {
    const figures: Figure[] = [];
    for (const triggers of bench.triggers ??
      byScale(bench, { full: [10, 100, 1_000, 10_000], quick: [100], pair: [100] })) {
      figures.push(...(await startsWith(triggers, bench)));
    }
    return figures;
  },
};

async function startsWith(triggers: number, bench: Bench): Promise<readonly Figure[]> {
  await using scene = await Scene.open({ program: bench.program, triggers });
  const [times, spent, bare, bareSpent]: [number[], number[], number[], number[]] = [[], [], [], []];
  const starts = byScale(bench, { full: triggers > 1_000 ? 3 : 7, quick: 3, pair: 3 });
  for (let n = 0; n < starts; n++) {
    for (let beside = 0; beside < BARE_EACH; beside++) {
      bare.push(await bareStartMs());
      bareSpent.push(await spentCpuMs(['-e', '0'], scene.rig.directory));
    }
    const started = await scene.poll();
    spent.push(cpuMs(started.pid));
    times.push(started.readyMs);
    await scene.end(started);
    bench.say(`${triggers} triggers: ${Math.round(started.readyMs)} ms`);
  }
  const what = `${triggers.toLocaleString('en')} triggers, launch to first poll`;
  const yardstick = { name: 'bare node', value: median(bare) };
  const isGoal = triggers === 100;
  return [
    figure(`${what}, p50`, median(times), 'ms', { yardstick, goal: isGoal ? atMost(500) : null }),
    figure(`${what}, slowest of ${starts}`, Math.max(...times), 'ms'),
    figure(`${what}, CPU`, median(spent), 'ms', { yardstick: { name: 'bare node', value: median(bareSpent) } }),
    ...(isGoal ? [figure(`${what}, ÷ bare node`, median(times), 'ms', { yardstick, goal: ratioAtMost(7) })] : []),
  ];
}
