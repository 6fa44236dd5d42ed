import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ControlClient } from '../../../src/adapters/control/control-client.js';
import { byScale, type Part } from '../part.js';
import { type Figure, figuresOf } from '../row.js';
import { COLLECTED_FLAGS, heapMb } from '../scene/heap.js';
import { residentMb } from '../scene/process-figures.js';
import { Scene } from '../scene/scene.js';

/** How long a program that nothing happens to has given spare memory back for sure. */
const QUIET_MS = 35_000;
const figure = figuresOf('reloads');

/** What reloading again and again takes of the running program: memory, and files that stay open. */
export const reloads: Part = {
  name: 'reloads',
  measures: 'memory and open files after thousands of reloads of 100 triggers',
  measure: async (bench) => {
    await using scene = await Scene.open({
      program: bench.program,
      triggers: 100,
      more: '[log]\nlevel = "warn"\n',
    });
    scene.rig.nodeFlags = COLLECTED_FLAGS;
    const { program, pid } = await scene.start();
    const control = new ControlClient(scene.file('state'));
    const figures: Figure[] = [];
    let edit = 0;
    for (const count of byScale(bench, { full: [100, 1_000, 10_000], quick: [50, 200], pair: [200] })) {
      while (edit < count) {
        await scene.rig.configure(scene.version(++edit));
        const { kind } = await control.reload(false);
        if (kind !== 'applied' && kind !== 'unchanged') throw new Error(`reload ${edit}: ${kind}`);
      }
      const what = `after ${count.toLocaleString('en')} reloads`;
      bench.say(what);
      figures.push(
        figure(`heap in use ${what}`, await heapMb(scene.rig, program), 'MB'),
        figure(`RSS ${what}`, residentMb(pid), 'MB'),
        figure(`open files ${what}`, readdirSync(join('/proc', `${pid}`, 'fd')).length, ''),
      );
    }
    await pause(QUIET_MS);
    return [...figures, figure('RSS when it has been quiet', residentMb(pid), 'MB')];
  },
};
