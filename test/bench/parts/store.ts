import { median } from '../measure.js';
import { type Bench, byScale, type Part } from '../part.js';
import { atMost, figuresOf } from '../row.js';
import { addFinishedRows } from '../scene/finished-rows.js';
import { Scene } from '../scene/scene.js';

const figure = figuresOf('store');

/** How long a start takes over a store that holds a million finished rows, none of them old enough to be forgotten. */
export const store: Part = {
  name: 'store',
  measures: 'start over a million finished rows',
  measure: async (bench) => {
    await using scene = await Scene.open({ program: bench.program, triggers: 100 });
    const empty = await startsOf(scene, bench);
    addFinishedRows(scene.database, { fromDaysAgo: 20, toDaysAgo: 1 });
    bench.say('a million rows are there');
    const full = await startsOf(scene, bench);
    const started = await scene.start();
    started.program.kill('SIGKILL');
    await scene.rig.ended(started.program);
    const { readyMs } = await scene.poll();
    const yardstick = { name: 'over an empty store', value: empty };
    return [
      figure('launch to first poll over 1,000,000 rows, p50', full, 'ms', { yardstick, goal: atMost(700) }),
      figure('the same after SIGKILL', readyMs, 'ms', { yardstick }),
    ];
  },
};

async function startsOf(scene: Scene, bench: Bench): Promise<number> {
  const times: number[] = [];
  for (let n = 0; n < byScale(bench, { full: 5, quick: 2, pair: 3 }); n++) {
    const started = await scene.poll();
    times.push(started.readyMs);
    await scene.end(started);
    bench.say(`${Math.round(started.readyMs)} ms`);
  }
  return median(times);
}
