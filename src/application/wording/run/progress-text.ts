import type { Todo } from '../../../domain/run/run-event.js';
import { formatSpan } from '../../../domain/schedule/delay.js';
import type { ProgressView } from '../../ports/chat/chat-channel.js';

/** What stands above a run that waits or goes on, without its todo: `⚙️ 23 s · step 12`. */
export function progressLine(view: Pick<ProgressView, 'phase' | 'elapsedMs' | 'steps' | 'waitsFor'>): string {
  const label = phaseLabel(view);
  const steps = view.steps > 0 ? [`step ${view.steps}`] : [];
  const facts = [formatSpan(view.elapsedMs), ...steps].join(' · ');
  return view.phase === 'working' ? `${label} ${facts}` : `${label} · ${facts}`;
}

/** How far the agent is with what it means to do: `todo 2/4: fix the cart total`; `null` if it keeps no list. */
export function todoLine(todos: readonly Todo[]): string | null {
  if (todos.length === 0) return null;
  const done = todos.filter(({ state }) => state === 'done').length;
  const next = todos.find(({ state }) => state === 'active') ?? todos.find(({ state }) => state === 'open');
  return next === undefined
    ? `todo ${done}/${todos.length}`
    : `todo ${Math.min(done + 1, todos.length)}/${todos.length}: ${next.text}`;
}

function phaseLabel({ phase, waitsFor }: Pick<ProgressView, 'phase' | 'waitsFor'>): string {
  switch (phase) {
    case 'queued':
      return waitsFor === 'question'
        ? '⏳ Queued: the previous run is waiting for your answer'
        : '⏳ Queued behind the previous run';
    case 'starting':
      return '⚙️ Starting';
    case 'working':
      return '⚙️';
    case 'asking':
      return '✋ Waiting for you';
    case 'stopping':
      return '🛑 Stopping: ending its processes';
  }
}

/** What else waits for the person whom a run waits for: the end of the program; empty if nothing does. */
export function alsoWaits({ phase, draining }: Pick<ProgressView, 'phase' | 'draining'>): string {
  return phase === 'asking' && draining === true
    ? '🔄 Untether is about to stop or restart, and is waiting for your answer too.'
    : '';
}

/** That edits and commands go unasked until the run is over. */
export const NOT_ASKING = '⏩ not asking in this task';

/** The button that ends that. */
export const ASK_AGAIN_LABEL = '✋ Ask again';

/** That older actions are not shown. */
export function earlierActions(count: number): string {
  return `… ${count} earlier`;
}
