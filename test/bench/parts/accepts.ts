import { DatabaseSync } from 'node:sqlite';
import { type Bench, byScale, type Part } from '../part.js';
import type { PostLoad, PostReport } from '../programs/post-load.js';
import { atMost, type Figure, figuresOf, ratioAtLeast } from '../row.js';
import { askProgram } from '../scene/ask-program.js';
import { BareServer } from '../scene/bare-server.js';
import { fsyncsPerSecond } from '../scene/disk.js';
import { cpuMs, residentMb } from '../scene/process-figures.js';
import { Scene } from '../scene/scene.js';
import { secretOf } from '../scene/scene-config.js';

const CONNECTIONS = 16;
const PATH = '/load';
const SECRET = secretOf('load');
const HOOK = `[[triggers.webhooks]]
id = "load"
path = "${PATH}"
auth = "hmac-sha256"
secret = "${SECRET}"
action = "notify_only"
message_template = "build {{number}} is done"
`;
const figure = figuresOf('accepts');

/** How many signed posts the program puts on the disk and answers, what that costs, and how it ends with that backlog. */
export const accepts: Part = {
  name: 'accepts',
  measures: 'signed posts put on the disk and told, 16 at a time; SIGTERM with that backlog',
  measure: async (bench) => {
    await using scene = await Scene.open({ program: bench.program, triggers: 100, more: HOOK });
    const before = await measureBare(bench, scene);
    const started = await scene.start();
    const cpuBefore = cpuMs(started.pid);
    const seconds = byScale(bench, { full: 6, quick: 3, pair: 4 });
    const report = await load(scene.port, { warmUpSeconds: 1, seconds });
    const posts = Object.values(report.answers).reduce((sum, count) => sum + count, 0);
    const cpu = (cpuMs(started.pid) - cpuBefore) / posts;
    const heavyMb = residentMb(started.pid);
    bench.say(`${Math.round(report.perSecond)} a second, ${Math.round(heavyMb)} MB, ${JSON.stringify(report.answers)}`);
    const endMs = await scene.end(started);
    const after = await measureBare(bench, scene);
    const mean = (of: (bare: Bare) => number) => (of(before) + of(after)) / 2;
    const store = { name: 'bare node:http + INSERT', value: mean((bare) => bare.storePerSecond) };
    const server = { name: 'bare node:http', value: mean((bare) => bare.serverPerSecond) };
    return [
      figure('durable, 16 connections', report.perSecond, '/s', { yardstick: store, goal: ratioAtLeast(0.6) }),
      figure('durable, 16 connections, ÷ bare node:http', report.perSecond, '/s', { yardstick: server }),
      figure('the yardstick itself, ÷ bare node:http', store.value, '/s', { yardstick: server }),
      figure('fsyncs of this disk', fsyncsPerSecond(scene.rig.directory), '/s'),
      figure('wait for the answer, p50', report.p50Ms, 'ms'),
      figure('wait for the answer, p99', report.p99Ms, 'ms', { goal: atMost(12) }),
      figure('CPU for a post', cpu * 1_000, 'µs'),
      figure('not answered with 202', posts - (report.answers['202'] ?? 0), '', { goal: atMost(0) }),
      figure(`RSS after ${1 + seconds} s of it`, heavyMb, 'MB', { goal: atMost(200) }),
      figure('SIGTERM with that backlog', endMs, 'ms', { goal: atMost(10_000) }),
      lost(scene, report),
    ];
  },
};

interface Bare {
  readonly serverPerSecond: number;
  readonly storePerSecond: number;
}

/** The same posts to servers that do next to nothing. */
async function measureBare(bench: Bench, scene: Scene): Promise<Bare> {
  const span = { warmUpSeconds: 1, seconds: byScale(bench, { full: 3, quick: 2, pair: 1 }) };
  const rate = async (...of: Parameters<typeof BareServer.open>) => {
    await using bare = await BareServer.open(...of);
    return (await load(bare.port, span)).perSecond;
  };
  const serverPerSecond = await rate('bare-server');
  const storePerSecond = await rate('bare-store', scene.freshDirectory());
  bench.say(`bare: ${Math.round(serverPerSecond)} a second, ${Math.round(storePerSecond)} with a store`);
  return { serverPerSecond, storePerSecond };
}

function load(port: number, span: Pick<PostLoad, 'warmUpSeconds' | 'seconds'>): Promise<PostReport> {
  const question: PostLoad = { ...span, port, path: PATH, secret: SECRET, connections: CONNECTIONS };
  return askProgram<PostReport>('posts', question);
}

/** What was answered with 202 and is not in the store of the program that has ended. */
function lost(scene: Scene, { answers }: PostReport): Figure {
  using db = new DatabaseSync(scene.database, { readOnly: true });
  const kept = Number(db.prepare(`SELECT count(*) AS n FROM inbox WHERE source = 'webhook'`).get()?.['n']);
  return figure('accepted and not in the store afterwards', Math.max(0, (answers['202'] ?? 0) - kept), '', {
    goal: atMost(0),
  });
}
