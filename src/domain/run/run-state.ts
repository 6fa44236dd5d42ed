import type { ResumeToken } from './resume-token.js';
import type { Action, RunCompleted, RunEvent, RunMeta } from './run-event.js';

/** An action as it stands. Times are milliseconds of the clock that the events were folded with. */
export interface ActionState {
  readonly action: Action;
  readonly phase: 'started' | 'updated' | 'completed';
  readonly ok: boolean | null;
  readonly startedAt: number;
}

/** What is known of a run after some of its events. */
export interface RunState {
  readonly resume: ResumeToken | null;
  readonly meta: RunMeta;
  /** All open actions and the latest finished ones, in the order of their first sighting. */
  readonly actions: readonly ActionState[];
  /** How many distinct actions there have been. */
  readonly steps: number;
  /** The latest answer. */
  readonly completed: RunCompleted | null;
}

/** How many finished actions a state remembers; the configuration shows at most 50. */
const REMEMBERED_ACTIONS = 50;

/** A run of which nothing is known yet. */
export const initialRunState: RunState = { resume: null, meta: {}, actions: [], steps: 0, completed: null };

/** The state after one more event, seen at `atMs`. Pure; takes time in the number of remembered actions only. */
export function fold(state: RunState, event: RunEvent, atMs: number): RunState {
  switch (event.kind) {
    case 'started':
      return { ...state, resume: state.resume ?? event.resume, meta: { ...state.meta, ...event.meta } };
    case 'completed':
      return { ...state, completed: event };
    case 'wake-up-set':
    case 'wake-up-dropped':
      return state;
    case 'action':
      return withAction(state, { action: event.action, phase: event.phase, ok: event.ok, startedAt: atMs });
    case 'asked':
    case 'withdrawn':
      return state;
  }
}

function withAction(state: RunState, next: ActionState): RunState {
  const index = state.actions.findLastIndex((known) => known.action.id === next.action.id);
  const known = state.actions[index];
  if (known !== undefined) {
    return { ...state, actions: state.actions.with(index, { ...next, startedAt: known.startedAt }) };
  }
  return { ...state, actions: remember([...state.actions, next]), steps: state.steps + 1 };
}

function remember(actions: ActionState[]): ActionState[] {
  if (actions.length <= REMEMBERED_ACTIONS) return actions;
  const oldestFinished = actions.findIndex((known) => known.phase === 'completed');
  return oldestFinished === -1 ? actions : actions.toSpliced(oldestFinished, 1);
}
