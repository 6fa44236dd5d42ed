import type { RunEvent } from '../../../src/domain/run/run-event.js';
import { fold, initialRunState } from '../../../src/domain/run/run-state.js';
import type { Part } from '../part.js';
import { atLeast, figuresOf } from '../row.js';

const EVENTS = 400_000;

/** How many events a second become state: half of them begin an action, half of them end one. */
export const folding: Part = {
  name: 'fold',
  measures: 'events of an engine folded into the state of a run',
  measure: async () => {
    const events = Array.from({ length: EVENTS }, (_, index): RunEvent => {
      const action = { id: `${index >> 1}`, kind: 'command' as const, title: 'npm test', detail: null, exitCode: 0 };
      return index % 2 === 0
        ? { kind: 'action', phase: 'started', action, ok: null }
        : { kind: 'action', phase: 'completed', action, ok: true };
    });
    let state = initialRunState;
    const began = performance.now();
    for (const event of events) state = fold(state, event, 0);
    const seconds = (performance.now() - began) / 1_000;
    if (state.steps !== EVENTS / 2) throw new Error('the fold lost steps');
    return [figuresOf('fold')('events of an engine', EVENTS / seconds, '/s', { goal: atLeast(50_000) })];
  },
};
