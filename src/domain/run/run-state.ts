import { changedBy, type FileChanges, UNCHANGED } from './file-changes.js';
import type { ResumeToken } from './resume-token.js';
import type { Action, RunCompleted, RunEvent, RunMeta, RunUsage, Todo } from './run-event.js';
import { plusUsage } from './run-usage.js';
import { answered, heard, SILENT, type Spoken, stepped } from './spoken.js';

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
  /** The open actions, of thousands the latest, and the latest finished ones, in the order of their first sighting. */
  readonly actions: readonly ActionState[];
  /** How many distinct actions there have been; to be warned of something is none. */
  readonly steps: number;
  /** What the agent said last; Markdown, `null` before its first word. */
  readonly said: string | null;
  /** The agent's list of what it means to do; empty if it keeps none. */
  readonly todos: readonly Todo[];
  /** What it was warned of, oldest first; of many the latest. */
  readonly warnings: readonly Action[];
  /** What it said, and what of that is in no answer yet. */
  readonly spoken: Spoken;
  /** What the run changed in files. */
  readonly changes: FileChanges;
  /** The latest answer, whole: with all that the agent said for it. */
  readonly completed: RunCompleted | null;
  /** What the engine's earlier processes of this run used. */
  readonly usedBefore: RunUsage | null;
  /** What the run has used, its earlier processes included; `null` while nobody has said. */
  readonly usage: RunUsage | null;
}

/** How many finished actions a state remembers; the configuration shows at most 50. */
const REMEMBERED_ACTIONS = 50;

/** How many a state remembers in all: an agent may begin more than it ever ends. */
const MOST_ACTIONS = 500;

/** How many warnings a state remembers. */
const REMEMBERED_WARNINGS = 5;

/** A run of which nothing is known yet. */
export const initialRunState: RunState = {
  resume: null,
  meta: {},
  actions: [],
  steps: 0,
  said: null,
  todos: [],
  warnings: [],
  spoken: SILENT,
  changes: UNCHANGED,
  completed: null,
  usedBefore: null,
  usage: null,
};

/** The state after one more event, seen at `atMs`. Pure; takes time in the number of remembered actions only. */
export function fold(state: RunState, event: RunEvent, atMs: number): RunState {
  switch (event.kind) {
    case 'started':
      return { ...state, resume: state.resume ?? event.resume, meta: { ...state.meta, ...event.meta } };
    case 'completed':
      return withCompleted(state, event);
    case 'spent':
      return { ...state, usage: usageAfter(state, event.usage) };
    case 'action':
      return {
        ...withAction(state, { action: event.action, phase: event.phase, ok: event.ok, startedAt: atMs }),
        warnings: warningsAfter(state.warnings, event.action),
      };
    case 'said':
      return { ...state, said: event.text, spoken: heard(state.spoken, event.text) };
    case 'todos':
      return { ...state, todos: event.todos };
    case 'asked':
    case 'withdrawn':
    case 'wake-up-set':
    case 'wake-up-dropped':
    case 'torn-down':
      return state;
  }
}

/** What is known of a run before the engine's next process of it begins: all but what that one will say of itself. */
export function beforeNextProcess({ usage, spoken, todos, changes, warnings }: RunState): RunState {
  return { ...initialRunState, usedBefore: usage, usage, spoken, todos, changes, warnings };
}

function withCompleted(state: RunState, event: RunCompleted): RunState {
  if (isSpurious(state, event)) return state;
  const { answer, spoken } = answered(state.spoken, event);
  return { ...state, completed: { ...event, answer }, spoken, usage: usageAfter(state, event.usage) };
}

/** Some programs report a failure of a turn that never was behind the answer that they gave. */
function isSpurious({ completed, spoken }: RunState, { ok, usage }: RunCompleted): boolean {
  if (completed?.ok !== true || ok || !spoken.told) return false;
  return (usage?.turns ?? null) === (completed.usage?.turns ?? null);
}

function warningsAfter(warnings: readonly Action[], action: Action): readonly Action[] {
  if (action.kind !== 'warning') return warnings;
  return [...warnings.filter(({ id }) => id !== action.id), action].slice(-REMEMBERED_WARNINGS);
}

function usageAfter(state: RunState, used: RunUsage | null): RunUsage | null {
  return used === null ? state.usage : plusUsage(state.usedBefore, used);
}

function withAction(state: RunState, next: ActionState): RunState {
  const index = state.actions.findLastIndex((known) => known.action.id === next.action.id);
  const known = state.actions[index];
  const changes =
    isChange(next) && known?.phase !== 'completed' ? changedBy(state.changes, next.action) : state.changes;
  if (known !== undefined) {
    return { ...state, changes, actions: state.actions.with(index, { ...next, startedAt: known.startedAt }) };
  }
  const spoken = isRealStep(next.action) ? stepped(state.spoken) : state.spoken;
  const steps = next.action.kind === 'warning' ? state.steps : state.steps + 1;
  return { ...state, changes, spoken, actions: remember([...state.actions, next]), steps };
}

function isChange({ action, phase, ok }: ActionState): boolean {
  return action.kind === 'file_change' && phase === 'completed' && ok === true;
}

/** Not what only keeps books, and not what a subagent does within a step. */
function isRealStep({ kind, parent }: Action): boolean {
  return kind !== 'note' && kind !== 'warning' && parent === undefined;
}

function remember(actions: ActionState[]): ActionState[] {
  if (actions.length <= REMEMBERED_ACTIONS) return actions;
  const oldestFinished = actions.findIndex((known) => known.phase === 'completed');
  if (oldestFinished !== -1) return actions.toSpliced(oldestFinished, 1);
  return actions.length <= MOST_ACTIONS ? actions : actions.slice(1);
}
