import { setTimeout as pause } from 'node:timers/promises';
import { median } from '../measure.js';
import { type Bench, byScale, type Part } from '../part.js';
import { atMost, type Figure, figuresOf } from '../row.js';
import { bareResidentMb } from '../scene/bare-node.js';
import { residentMb } from '../scene/process-figures.js';
import { Scene } from '../scene/scene.js';

const SOON_MS = 2_500;
const LATER_MS = 20_000;
const figure = figuresOf('memory');

/** What the program weighs soon after its start, and when spare memory has been given back. */
export const memory: Part = {
  name: 'memory',
  measures: 'RSS 2.5 s and 20 s after the first poll',
  measure: async (bench) => {
    const figures: Figure[] = [];
    for (const triggers of bench.triggers ?? byScale(bench, { full: [10, 100, 10_000], quick: [100], pair: [100] })) {
      figures.push(...(await weigh(triggers, bench)));
    }
    return figures;
  },
};

async function weigh(triggers: number, bench: Bench): Promise<readonly Figure[]> {
  await using scene = await Scene.open({ program: bench.program, triggers });
  const [soon, later]: [number[], number[]] = [[], []];
  for (let n = 0; n < byScale(bench, { full: 3, quick: 1, pair: 1 }); n++) {
    const started = await scene.poll();
    await pause(SOON_MS);
    soon.push(residentMb(started.pid));
    if (bench.scale === 'full') {
      await pause(LATER_MS - SOON_MS);
      later.push(residentMb(started.pid));
    }
    await scene.end(started);
    bench.say(`${triggers} triggers: ${Math.round(soon.at(-1) ?? 0)} MB`);
  }
  const yardstick = { name: 'bare node', value: await bareResidentMb(SOON_MS) };
  const what = `${triggers.toLocaleString('en')} triggers, RSS`;
  const goal = triggers === 100 ? atMost(100) : null;
  return [
    figure(`${what} 2.5 s after the first poll`, median(soon), 'MB', { yardstick, goal }),
    ...(later.length === 0 ? [] : [figure(`${what} 20 s after the first poll`, median(later), 'MB', { yardstick })]),
  ];
}
