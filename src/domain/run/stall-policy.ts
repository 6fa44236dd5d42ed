import type { Action, ActionKind, RunEvent } from './run-event.js';
import type { RunState } from './run-state.js';

/** How long what may be silent, in milliseconds. */
export interface StallLimits {
  /** While nothing is known to be going on. */
  readonly livenessTimeoutMs: number;
  readonly toolTimeoutMs: number;
  readonly mcpToolTimeoutMs: number;
  readonly subagentTimeoutMs: number;
  /** A shell command is never warned of sooner. */
  readonly bashGraceMs: number;
  /** Least time between two warnings. */
  readonly stallRepeatMs: number;
  /** Whether a run is ended after its last warning. */
  readonly stallAutoKill: boolean;
  /** Without any sign of life before the answer a run is ended then; 0 never. */
  readonly preResultSilenceTimeoutMs: number;
  /** Whether an engine that does nothing after its answer is ended. */
  readonly postResultIdleEnabled: boolean;
  readonly postResultIdleTimeoutMs: number;
  /** Whether silence right after the result of a tool has a time of its own. */
  readonly detectStuckAfterToolResult: boolean;
  readonly stuckAfterToolResultTimeoutMs: number;
  /** Whether an engine that is stuck there is ended and its conversation gone on with, that long after the warning. */
  readonly stuckAfterToolResultRecoveryEnabled: boolean;
  readonly stuckAfterToolResultRecoveryDelayMs: number;
}

/** What is known of a run that may have stalled. Times are milliseconds of one stopwatch. */
export interface Silence {
  readonly state: RunState;
  /** The last sign of life. */
  readonly heardMs: number;
  /** The last event that was news: that a tool still runs is none. */
  readonly newsMs: number;
  /** The tool whose result was the last event, if it was one. */
  readonly resultOf: Action | null;
  /** Whether a person has been asked something. */
  readonly asksPerson: boolean;
  /** How often was warned since the last news, and when last. */
  readonly warnings: number;
  readonly warnedMs: number;
}

/** What a run is silent for: something that is open, the engine after a tool's result, or the engine alone. */
export type SilentFor =
  | { readonly kind: 'action'; readonly action: Action }
  | { readonly kind: 'after-result'; readonly action: Action }
  | { readonly kind: 'engine' };

/**
 * What is to be done about a silence, and when. `end`: the engine is silent for too long (`silent`), has been warned of
 * often enough (`stalled`), or stays after its answer (`idle`). `recover`: it is ended to go on with its conversation.
 */
export type StallStep =
  | { readonly kind: 'warn'; readonly dueMs: number; readonly what: SilentFor }
  | { readonly kind: 'recover'; readonly dueMs: number; readonly what: SilentFor }
  | { readonly kind: 'end'; readonly dueMs: number; readonly why: 'silent' | 'stalled' | 'idle' };

/** How often a silence is warned of. */
export const MOST_WARNINGS = 3;

/** The next thing to be done if nothing is heard until then; `null` for nothing ever. */
export function nextStep(limits: StallLimits, silence: Silence): StallStep | null {
  if (silence.asksPerson) return null;
  if (silence.state.completed !== null) {
    if (hasBackground(silence.state) || !limits.postResultIdleEnabled) return null;
    return { kind: 'end', dueMs: silence.heardMs + limits.postResultIdleTimeoutMs, why: 'idle' };
  }
  const open = openWork(silence.state);
  const steps = [hardCap(limits, silence, open), complaint(limits, silence, open)];
  return steps.reduce((first, step) => (first === null || (step !== null && step.dueMs < first.dueMs) ? step : first));
}

/** Whether an event is more than a sign of life: that a tool still runs says nothing of how it gets on. */
export function isNews(kind: ActionKind, phase: 'started' | 'updated' | 'completed'): boolean {
  return phase !== 'updated' || kind === 'subagent' || kind === 'note' || kind === 'warning';
}

/** The tool whose result was the last of what the engine did, if it was one, after one more event. */
export function lastResult(known: Action | null, event: RunEvent): Action | null {
  if (event.kind === 'spent' || event.kind === 'torn-down') return known;
  if (event.kind !== 'action' || event.phase !== 'completed') return null;
  const { kind } = event.action;
  return kind === 'note' || kind === 'warning' ? null : event.action;
}

/** Never sooner than what is open may take. */
function hardCap(limits: StallLimits, { heardMs }: Silence, open: readonly Action[]): StallStep | null {
  const capMs = limits.preResultSilenceTimeoutMs;
  if (capMs === 0) return null;
  return { kind: 'end', dueMs: heardMs + Math.max(capMs, patienceMs(limits, open)), why: 'silent' };
}

function complaint(limits: StallLimits, silence: Silence, open: readonly Action[]): StallStep | null {
  const { newsMs, warnings, warnedMs, resultOf } = silence;
  const longest = open.toSorted((a, b) => patienceOf(limits, b.kind) - patienceOf(limits, a.kind))[0];
  const stuck = limits.detectStuckAfterToolResult && longest === undefined && resultOf !== null;
  if (stuck && warnings > 0 && limits.stuckAfterToolResultRecoveryEnabled) {
    const dueMs = warnedMs + limits.stuckAfterToolResultRecoveryDelayMs;
    return { kind: 'recover', dueMs, what: { kind: 'after-result', action: resultOf } };
  }
  const againMs = warnings === 0 ? 0 : warnedMs + limits.stallRepeatMs;
  if (warnings >= MOST_WARNINGS) {
    return limits.stallAutoKill ? { kind: 'end', dueMs: againMs, why: 'stalled' } : null;
  }
  const patience = stuck ? limits.stuckAfterToolResultTimeoutMs : patienceMs(limits, open);
  const dueMs = Math.max(newsMs + patience, againMs);
  if (longest !== undefined) return { kind: 'warn', dueMs, what: { kind: 'action', action: longest } };
  return { kind: 'warn', dueMs, what: stuck ? { kind: 'after-result', action: resultOf } : { kind: 'engine' } };
}

/** Whether something goes on behind an answer; some of that is shown as notes. */
function hasBackground({ actions }: RunState): boolean {
  return actions.some(({ action, phase }) => phase !== 'completed' && action.kind !== 'warning');
}

/** Notes stay open for all kinds of reasons; only work that will end counts. */
function openWork({ actions }: RunState): readonly Action[] {
  return actions.flatMap(({ action, phase }) => {
    const isNote = action.kind === 'note' || action.kind === 'warning';
    return phase === 'completed' || isNote ? [] : [action];
  });
}

function patienceMs(limits: StallLimits, open: readonly Action[]): number {
  if (open.length === 0) return limits.livenessTimeoutMs;
  return Math.max(...open.map(({ kind }) => patienceOf(limits, kind)));
}

function patienceOf(limits: StallLimits, kind: ActionKind): number {
  switch (kind) {
    case 'subagent':
      return limits.subagentTimeoutMs;
    case 'mcp_tool':
      return limits.mcpToolTimeoutMs;
    case 'command':
      return Math.max(limits.toolTimeoutMs, limits.bashGraceMs);
    default:
      return limits.toolTimeoutMs;
  }
}
