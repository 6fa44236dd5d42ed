import type { Action, ActionKind, RunAction } from '../../../domain/run/run-event.js';

/** An action that began. */
export function began(action: Action): RunAction {
  return { kind: 'action', phase: 'started', action, ok: null };
}

/** An action that goes on and looks different now. */
export function changed(action: Action): RunAction {
  return { kind: 'action', phase: 'updated', action, ok: null };
}

/** An action that ended. */
export function ended(action: Action, ok: boolean): RunAction {
  return { kind: 'action', phase: 'completed', action, ok };
}

/** An action without a tool behind it. */
export function plainAction(id: string, kind: ActionKind, title: string, detail: string | null = null): Action {
  return { id, kind, title, detail, exitCode: null };
}
