import type { ActionKind, RunAction, RunEvent, RunUsage } from '../../src/domain/run/run-event.js';
import type { HeldRun } from '../support/fakes/fake-engine.js';
import type { LiveStage } from './live-stage.js';

/** That a run has begun, in a conversation that the engine knows. */
export const STARTED: RunEvent = {
  kind: 'started',
  resume: { engine: 'claude', value: 'c1', directory: '/home/ada' },
  meta: {},
};

/** What a run may have used. */
export function usage(costUsd: number): RunUsage {
  return { costUsd, turns: 1, durationMs: 1, inputTokens: 1, outputTokens: 1 };
}

/** A good end of a run. */
export const ANSWER: RunEvent = { kind: 'completed', ok: true, answer: 'done', problem: null, usage: usage(0) };

/** That something is being done, or was done. */
export function action(phase: RunAction['phase'], kind: ActionKind = 'command'): RunEvent {
  const facts = { id: kind, kind, title: 'make', detail: null, exitCode: null };
  return { kind: 'action', phase, action: facts, ok: phase === 'completed' ? true : null };
}

/** Lets a run begin that the proof plays by hand; resolves with what was looked for, once all that it began is over. */
export async function during<T>(stage: LiveStage, look: (run: HeldRun) => Promise<T>): Promise<T> {
  const { engine } = stage.world;
  engine.know('c1');
  engine.holding = true;
  await stage.app.say('work');
  const run = engine.held.at(-1);
  if (run === undefined) throw new Error('nothing is going on');
  const seen = await look(run);
  engine.holding = false;
  for (const held of engine.held.splice(0)) {
    held.emit(ANSWER);
    held.end();
  }
  await stage.pass(60_000);
  return seen;
}

/** Plays the same again for every process that is begun for one run; resolves with how many followed the first. */
export function repeats(stage: LiveStage, ...events: readonly RunEvent[]): Promise<number> {
  return during(stage, async () => {
    const { engine } = stage.world;
    const before = engine.orders.length;
    for (let process = 0; process < 6; process++) {
      const run = engine.held.at(-1);
      run?.emit(...events);
      run?.end();
      await stage.pass(2_000);
    }
    return engine.orders.length - before;
  });
}
