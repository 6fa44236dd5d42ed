import { quantile } from '../measure.js';
import { type Bench, byScale, type Part } from '../part.js';
import type { SaveReport, SaveSeries, SaveWay } from '../programs/save-series.js';
import { atMost, type Figure, figuresOf, type Goal, type Yardstick } from '../row.js';
import { askProgram } from '../scene/ask-program.js';
import { BareServer } from '../scene/bare-server.js';
import { cpuMs, residentMb } from '../scene/process-figures.js';
import { Scene, type Started } from '../scene/scene.js';
import { editGoal } from './edit-goals.js';

/** What a file is left alone for before it is read, unless the configuration says otherwise. */
const SETTLE: Yardstick = { name: 'settle', value: 20 };
/** Saves before a bare server. */
const BARE_COUNT = 30;
const figure = figuresOf('edits');

/** How a series of saves is made. */
interface Case {
  readonly way: SaveWay;
  readonly mode: number;
}

const CASES: readonly Case[] = [
  { way: 'rename', mode: 0o600 },
  { way: 'in place', mode: 0o600 },
  { way: 'burst', mode: 0o600 },
  { way: 'in place', mode: 0o644 },
];

/** How long an edit takes from the end of the save until a request meets the new configuration, and how long the loop stands. */
export const edits: Part = {
  name: 'edits',
  measures: 'save to live, by way of saving, settle time, number of triggers and mode of the file',
  measure: async (bench) => {
    const figures: Figure[] = [];
    const usual = { full: [10, 100, 1_000, 10_000], quick: [100, 1_000], pair: [100, 1_000], budgets: [100] };
    for (const triggers of bench.triggers ?? byScale(bench, usual)) {
      for (const settleMs of byScale(bench, { full: [undefined, 0], quick: [undefined, 0], pair: [undefined] })) {
        figures.push(...(await editsOf(triggers, settleMs, bench)));
      }
    }
    return figures;
  },
};

async function editsOf(triggers: number, settleMs: number | undefined, bench: Bench): Promise<readonly Figure[]> {
  await using scene = await Scene.open({ program: bench.program, triggers, settleMs });
  const saver = new Saver(scene, await scene.template());
  const bare: Yardstick = { name: 'bare fs.watch that reads', value: await bareLiveMs(saver) };
  const started = await scene.start();
  const what = `${triggers.toLocaleString('en')} triggers, ${settleMs === undefined ? 'default settle' : `settle ${settleMs}`}`;
  const count = countFor(triggers, bench);
  // The code that an edit runs is compiled by the first ones.
  await saver.save(scene.port, { way: 'rename', mode: 0o600 }, { count: 5 });
  const figures: Figure[] = [];
  const stands: number[] = [];
  let missed = 0;
  for (const one of byScale(bench, { full: CASES, quick: CASES, pair: CASES.slice(0, 2) })) {
    const report = await saver.save(scene.port, one, { count });
    const p50 = quantile(report.liveMs, 0.5);
    bench.say(`${what}, ${nameOf(one)}: ${p50.toFixed(1)} ms`);
    figures.push(
      ...liveFigures(`${what}, ${nameOf(one)}`, report, {
        goalAt: (part) => editGoal({ ...one, triggers, settleMs, part }),
        yardstick: settleMs === undefined && one.way === 'in place' ? SETTLE : bare,
      }),
    );
    stands.push(...report.standsMs);
    missed += report.missed;
  }
  figures.push(
    figure(`${what}, the loop stands, longest`, Math.max(...stands), 'ms', {
      goal: triggers === 10_000 ? atMost(50) : null,
    }),
    figure(`${what}, CPU for an edit`, await cpuForAnEdit(saver, started, scene, triggers), 'ms'),
    figure(`${what}, RSS after all edits`, residentMb(started.pid), 'MB'),
    figure(`${what}, saves missed`, missed, '', { goal: atMost(0) }),
  );
  await scene.end(started);
  return figures;
}

function countFor(triggers: number, bench: Bench): number {
  return byScale(bench, { full: triggers > 1_000 ? 20 : 100, quick: triggers > 1_000 ? 5 : 15, pair: 25 });
}

function nameOf({ way, mode }: Case): string {
  const name = way === 'burst' ? 'five renames 10 ms apart' : way;
  return mode === 0o644 ? `${name}, mode 0644` : name;
}

function liveFigures(
  name: string,
  { liveMs }: SaveReport,
  { goalAt, yardstick }: { readonly goalAt: (part: 'p50' | 'p99') => Goal | null; readonly yardstick: Yardstick },
): readonly Figure[] {
  return [
    figure(`${name}, p50`, quantile(liveMs, 0.5), 'ms', { goal: goalAt('p50'), yardstick }),
    figure(`${name}, p99`, quantile(liveMs, 0.99), 'ms', { goal: goalAt('p99') }),
  ];
}

/** Saves while nobody asks anything, since each question costs CPU time too. */
async function cpuForAnEdit(saver: Saver, { pid }: Started, scene: Scene, triggers: number): Promise<number> {
  const count = 8;
  const before = cpuMs(pid);
  await saver.save(scene.port, { way: 'rename', mode: 0o600 }, { count, silentMs: 300 + triggers / 4 });
  return (cpuMs(pid) - before) / count;
}

/** The median time of such saves before a server that does nothing but read the file. */
async function bareLiveMs(saver: Saver): Promise<number> {
  await using bare = await BareServer.open('bare-watch', saver.file);
  const { liveMs } = await saver.save(bare.port, { way: 'rename', mode: 0o600 }, { count: BARE_COUNT });
  return quantile(liveMs, 0.5);
}

/** Saves version after version, from a process of its own. */
class Saver {
  readonly file: string;
  readonly #template: string;
  #version = 0;

  constructor(scene: Scene, template: string) {
    this.file = scene.rig.configPath;
    this.#template = template;
  }

  async save(
    port: number,
    { way, mode }: Case,
    { count, silentMs = null }: { readonly count: number; readonly silentMs?: number | null },
  ): Promise<SaveReport> {
    const { file } = this;
    const question: SaveSeries = {
      file,
      mode,
      port,
      way,
      count,
      silentMs,
      template: this.#template,
      version: this.#version,
    };
    const report = await askProgram<SaveReport>('saves', question);
    this.#version = report.version;
    return report;
  }
}
