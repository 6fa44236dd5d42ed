import { setTimeout as pause } from 'node:timers/promises';
import type { Rig } from '../../end-to-end/rig.js';
import { quantile } from '../measure.js';
import { byScale, type Part } from '../part.js';
import { atMost, figuresOf } from '../row.js';
import { cpuMs, residentMb } from '../scene/process-figures.js';
import { Scene } from '../scene/scene.js';

const PEOPLE = Array.from({ length: 50 }, (_, n) => 101 + n);
/** Each step is two events: the call of a tool, and its result. */
const STEP_MS = 20;
/** These engines need less memory than those that a guard is for. */
const NO_GUARD = '[watchdog]\nprespawn_ram_warn_mb = 0\nprespawn_ram_block_mb = 0\n';
const figure = figuresOf('streams');

/** How old the progress of a run becomes in its chat while fifty engines stream, and while half of them give their answers. */
export const streams: Part = {
  name: 'streams',
  measures: 'age of the progress in each chat while 50 runs stream 100 events a second each',
  measure: async (bench) => {
    await using scene = await Scene.open({
      program: bench.program,
      triggers: 100,
      people: PEOPLE,
      more: NO_GUARD,
    });
    const { pid } = await scene.start();
    const seconds = byScale(bench, { full: 30, quick: 15, pair: 15 });
    for (const [n, person] of PEOPLE.entries()) {
      const steps = ((n % 2 === 0 ? seconds : 2 * seconds) * 1_000) / STEP_MS;
      scene.rig.server.sendText(person, person, `[[steps:${steps} ${STEP_MS}]] [[say:did it]]`);
    }
    await scene.rig.until('all runs to stream', () => PEOPLE.every((person) => shownAt(scene.rig, person).length >= 2));
    bench.say('all of them stream');
    const [from, began, before] = [Date.now(), performance.now(), cpuMs(pid)];
    // Less than the shorter half takes, so that all of it is streaming.
    await pause(Math.min(10_000, (seconds * 1_000) / 2));
    const share = (cpuMs(pid) - before) / (performance.now() - began);
    await scene.rig.until('all answers', () => PEOPLE.every((person) => hasAnswer(scene.rig, person)));
    const ages = PEOPLE.map((person) => gaps([from, ...shownAt(scene.rig, person).filter((at) => at > from)]));
    return [
      figure('age of the progress in any chat, p50', quantile(ages.flat(), 0.5), 'ms'),
      figure('age of the progress in any chat, longest', Math.max(...ages.flat()), 'ms', { goal: atMost(3_000) }),
      figure('chats in which it was older than 3 s', ages.filter((of) => Math.max(...of) > 3_000).length, 'of 50'),
      figure('CPU while all stream', share * 100, '% of a core'),
      figure('RSS', residentMb(pid), 'MB'),
    ];
  },
};

/** When the chat showed something new. */
function shownAt(rig: Rig, person: number): readonly number[] {
  const messages = rig.server.chat(person).all.filter(({ fromBot }) => fromBot);
  return messages.flatMap(({ history }) => history.map(({ atMs }) => atMs)).sort((a, b) => a - b);
}

function hasAnswer(rig: Rig, person: number): boolean {
  return rig.server.chat(person).visible.some(({ fromBot, now }) => fromBot && now.text.includes('did it'));
}

function gaps(instants: readonly number[]): readonly number[] {
  return instants.slice(1).map((at, n) => at - (instants[n] ?? at));
}
