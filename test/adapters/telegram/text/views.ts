import type { FinalView, ProgressView, RunHeader } from '../../../../src/application/ports/chat/chat-channel.js';
import type { Action } from '../../../../src/domain/run/run-event.js';
import type { ActionState } from '../../../../src/domain/run/run-state.js';

/** A run of Claude in a project, asked for by a person. */
export const face: RunHeader = {
  run: '0123456789ab',
  engine: 'claude',
  context: { project: 'shop', branch: 'feat/cart' },
  origin: { kind: 'message' },
  meta: { model: 'claude-opus-4-6-20260115', permissionMode: 'plan' },
  resumeLine: 'claude --resume 1234-abcd',
};

/** The face's footer below progress, as text. */
export const footerText = 'shop@feat/cart · opus 4.6\n↩️ claude --resume 1234-abcd';

/** What is folded below the line of a final's footer. */
export const detailsText = '↩️ claude --resume 1234-abcd · 3 steps · claude';

/** The footer of a final that did well, and of one that did not. */
export const doneFooter = `✓ 3 min 7 s · shop@feat/cart · opus 4.6\n${detailsText}`;
export const plainFooter = `shop@feat/cart · opus 4.6\n${detailsText}`;

/** An action as it stands; ended well, if nothing else is said. */
export function action(change: Partial<Action> & Partial<Omit<ActionState, 'action'>> = {}): ActionState {
  const { phase = 'completed', ok = phase === 'completed' ? true : null, startedAt = 0, ...rest } = change;
  const known: Action = { id: '1', kind: 'command', title: 'npm test', detail: null, exitCode: null };
  return { action: { ...known, ...rest }, phase, ok, startedAt };
}

/** A run that is going on. */
export function progress(change: Partial<ProgressView> = {}): ProgressView {
  return { face, phase: 'working', elapsedMs: 12_000, steps: 0, actions: [], atMs: 0, verbose: false, ...change };
}

/** A run that is over. */
export function final(change: Partial<FinalView> = {}): FinalView {
  return {
    face,
    status: 'done',
    elapsedMs: 187_000,
    steps: 3,
    actions: [],
    answer: 'It is done.',
    problem: null,
    usage: null,
    ...change,
  };
}
