import { rename, writeFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { startSteadyPosts } from '../../faults/steady-posts.js';
import { send } from '../../support/http-request.js';
import { growthPerSecond } from '../measure.js';
import type { Bench, Part } from '../part.js';
import { atMost, figuresOf } from '../row.js';
import { heapMb, TELLING_FLAGS } from '../scene/heap.js';
import { residentMb } from '../scene/process-figures.js';
import { Scene, type Started } from '../scene/scene.js';
import { livePath, secretOf } from '../scene/scene-config.js';

const PEOPLE = [101, 102, 103, 104, 105];
const PER_SECOND = 200;
const RELOAD_EVERY_MS = 5_000;
const LOOK_EVERY_MS = 20_000;
const AFTER_MS = 25_000;
const LIVE_PATIENCE_MS = 30_000;
/** What is learned, compiled and cached at the beginning is no growth. */
const WARM_PART = 0.2;
/** Less than 15 MB in ten minutes can't be told from the ups and downs of a collected heap. */
const FLAT_MB_PER_SECOND = 0.025;
const SECRET = secretOf('soak');
const HOOK = `[[triggers.webhooks]]
id = "soak"
path = "/soak"
secret = "${SECRET}"
action = "notify_only"
message_template = "a build of the main branch is done"
`;
const figure = figuresOf('soak');

interface Look {
  readonly seconds: number;
  readonly rssMb: number;
  readonly heapMb: number;
}

/** Whether memory grows while posts arrive, edits are made and engines stream for minutes, and what is left of it afterwards. */
export const soak: Part = {
  name: 'soak',
  measures: 'memory through minutes of posts, edits and streams, and after them',
  measure: async (bench) => {
    await using scene = await Scene.open({ program: bench.program, triggers: 100, people: PEOPLE, more: HOOK });
    scene.rig.nodeFlags = TELLING_FLAGS;
    const started = await scene.start();
    for (const person of PEOPLE) scene.rig.server.sendText(person, person, '[[steps:1000000 50]]');
    const posts = startSteadyPosts({ port: scene.port, perSecond: PER_SECOND, path: '/soak', secret: SECRET });
    const { looks, missed } = await watch(scene, started, bench);
    const { answers, seconds } = await posts.end();
    for (const person of PEOPLE) scene.rig.server.sendText(person, person, '/cancel');
    await pause(AFTER_MS);
    const { 202: accepted = 0, ...failed } = answers;
    bench.say(`answers: ${JSON.stringify(answers)}; engines left: ${(await scene.rig.processes()).length}`);
    const restMb = residentMb(started.pid);
    const endMs = await scene.end(started);
    const notAccepted = Object.values(failed).reduce((sum, count) => sum + count, 0);
    const flat = { goal: atMost(FLAT_MB_PER_SECOND) };
    const none = { goal: atMost(0) };
    return [
      figure('growth of RSS', growth(looks, 'rssMb'), 'MB/s', flat),
      figure('growth of the heap', growth(looks, 'heapMb'), 'MB/s', flat),
      figure('RSS, most', Math.max(...looks.map(({ rssMb }) => rssMb)), 'MB'),
      figure('RSS 25 s after the end of it', restMb, 'MB', { goal: atMost(130) }),
      figure('posts accepted', accepted / seconds, '/s'),
      figure('posts not answered with 202', notAccepted, '', none),
      figure('edits missed', missed, '', none),
      figure('SIGTERM afterwards', endMs, 'ms', { goal: atMost(10_000) }),
    ];
  },
};

function growth(looks: readonly Look[], of: 'rssMb' | 'heapMb'): number {
  const later = looks.slice(Math.floor(looks.length * WARM_PART));
  return growthPerSecond(later.map((look) => ({ seconds: look.seconds, value: look[of] })));
}

/** Edits the file and looks at the memory until the time is over. */
async function watch(
  scene: Scene,
  { program, pid }: Started,
  bench: Bench,
): Promise<{ readonly looks: readonly Look[]; readonly missed: number }> {
  const lengthMs = bench.scale === 'full' ? bench.minutes * 60_000 : 60_000;
  const lookEveryMs = Math.min(LOOK_EVERY_MS, lengthMs / 12);
  const began = performance.now();
  const looks: Look[] = [];
  let [version, missed] = [0, 0];
  for (let nextEdit = RELOAD_EVERY_MS, nextLook = lookEveryMs; ; ) {
    const passed = performance.now() - began;
    if (passed >= lengthMs) return { looks, missed };
    if (passed >= nextEdit) {
      nextEdit += RELOAD_EVERY_MS;
      if (!(await edit(scene, ++version))) missed++;
    } else if (passed >= nextLook) {
      nextLook += lookEveryMs;
      const look = { seconds: passed / 1_000, rssMb: residentMb(pid), heapMb: await heapMb(scene.rig, program) };
      bench.say(`${Math.round(look.seconds)} s: RSS ${Math.round(look.rssMb)} MB, heap ${Math.round(look.heapMb)} MB`);
      looks.push(look);
    } else await pause(Math.min(nextEdit, nextLook, lengthMs) - passed);
  }
}

/** Saves the next version by rename; whether it became live. */
async function edit(scene: Scene, version: number): Promise<boolean> {
  const { configPath } = scene.rig;
  await writeFile(`${configPath}.new`, scene.version(version), { mode: 0o600 });
  await rename(`${configPath}.new`, configPath);
  const deadline = performance.now() + LIVE_PATIENCE_MS;
  while (performance.now() < deadline) {
    const { status } = await send({ port: scene.port, path: livePath(version), method: 'GET' });
    if (status === 405) return true;
    await pause(20);
  }
  return false;
}
