import { median } from '../measure.js';
import { byScale, type Part } from '../part.js';
import { type Figure, figuresOf, ratioAtMost } from '../row.js';
import { Scene } from '../scene/scene.js';
import { spentCpuMs } from '../scene/spent-cpu.js';

const figure = figuresOf('cli');

/** What a command in the terminal costs that has next to nothing to do. */
export const cli: Part = {
  name: 'cli',
  measures: 'CPU time of untether --version, config path, --help and completion',
  measure: async (bench) => {
    await using scene = await Scene.open({ program: bench.program, triggers: 100 });
    const { directory } = scene.rig;
    const commands = {
      '--version': { args: [bench.program, '--version'], most: 2 },
      'config path': { args: [bench.program, 'config', 'path'], most: 5 },
      '--help': { args: [bench.program, '--help'], most: 5 },
      'completion bash': { args: [bench.program, 'completion', 'bash'], most: 5 },
    };
    const [bare, spent]: [number[], Map<string, number[]>] = [[], new Map()];
    for (let n = 0; n < byScale(bench, { full: 10, quick: 3, pair: 5 }); n++) {
      bare.push(await spentCpuMs(['-e', '0'], directory));
      for (const [name, { args }] of Object.entries(commands)) {
        spent.set(name, [...(spent.get(name) ?? []), await spentCpuMs(args, directory)]);
      }
    }
    const yardstick = { name: 'bare node', value: median(bare) };
    return Object.entries(commands).map(
      ([name, { most }]): Figure =>
        figure(`untether ${name}, CPU`, median(spent.get(name) ?? []), 'ms', { yardstick, goal: ratioAtMost(most) }),
    );
  },
};
