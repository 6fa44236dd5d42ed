import type { WakeUpTime } from '../../../src/domain/schedule/loop-policy.js';
import type { Tree } from '../document.js';
import type { LiveStage } from '../live-stage.js';
import { type Proof, type Proofs, under } from '../proof.js';

const MINUTE_MS = 60_000;
const on: Tree = { loop: { enabled: true } };
const soon: WakeUpTime = { kind: 'delay', delayMs: 10 * MINUTE_MS };
const every = (schedule: string): WakeUpTime => ({ kind: 'cron', schedule, recurring: true });

/** Ends the run that goes on, which may have set a wake-up. */
async function end(stage: LiveStage, time: WakeUpTime | null): Promise<void> {
  const run = stage.world.engine.held.at(-1);
  run?.emit({ kind: 'started', resume: { engine: 'claude', value: 'loop', directory: '/home/ada' }, meta: {} });
  if (time !== null) run?.emit({ kind: 'wake-up-set', id: 'toolu_1', job: null, time, prompt: 'look again' });
  run?.emit({ kind: 'completed', ok: true, answer: 'fine', problem: null, usage: null });
  run?.end();
  await stage.pass(0);
}

/** How often a conversation is woken up within a time that is looked at in steps; it is over then. */
async function wakeUps(stage: LiveStage, time: WakeUpTime, minutes: number, stepMinutes = 10): Promise<number> {
  const { engine } = stage.world;
  engine.know('loop');
  engine.holding = true;
  await stage.app.say('watch the build');
  const before = engine.orders.length;
  await end(stage, time);
  for (let passed = 0; passed < minutes; passed += stepMinutes) {
    await stage.pass(stepMinutes * MINUTE_MS);
    await end(stage, null);
  }
  const woken = engine.orders.length - before;
  engine.holding = false;
  await stage.app.say('/new');
  return woken;
}

/** Whether a wake-up that found its conversation busy comes soon after that is over. */
async function comesSoon(stage: LiveStage): Promise<boolean> {
  const { engine } = stage.world;
  engine.know('loop');
  engine.holding = true;
  await stage.app.say('watch the build');
  const before = engine.orders.length;
  const resume = { engine: 'claude', value: 'loop', directory: '/home/ada' };
  const run = engine.held.at(-1);
  run?.emit({ kind: 'started', resume, meta: {} });
  run?.emit({ kind: 'wake-up-set', id: 'toolu_1', job: null, time: soon, prompt: 'look again' });
  await stage.pass(10 * MINUTE_MS + 1_000);
  await end(stage, null);
  await stage.pass(MINUTE_MS);
  const came = engine.orders.length > before;
  await end(stage, null);
  engine.holding = false;
  await stage.app.say('/new');
  return came;
}

const often = (
  time: WakeUpTime,
  minutes: number,
  least: number,
  stepMinutes?: number,
): Pick<Proof, 'see' | 'shows'> => ({
  see: async (stage) => ((await wakeUps(stage, time, minutes, stepMinutes)) >= least ? 'often' : 'seldom'),
  shows: ['often', 'seldom'],
});

/** `[loop]`. */
export const loopProofs: Proofs = {
  'loop.enabled': { to: true, see: (stage) => wakeUps(stage, soon, 20), shows: [0, 1] },
  ...under(
    'loop',
    {
      inline_threshold_seconds: { to: 900, see: (stage) => wakeUps(stage, soon, 20), shows: [1, 0] },
      redundancy_check_interval: { to: 600, see: comesSoon, shows: [true, false] },
      max_iterations: { to: 1, ...often(every('*/10 * * * *'), 60, 3) },
      max_total_duration_hours: { to: 1, ...often(every('*/30 * * * *'), 180, 5) },
      min_interval_seconds: { to: 3_600, ...often(every('*/10 * * * *'), 60, 4) },
      expiry_days: {
        to: 1,
        ...often(every('0 */6 * * *'), 48 * 60, 6, 180),
        around: { loop: { enabled: true, max_total_duration_hours: 168 } },
      },
    },
    on,
  ),
};
