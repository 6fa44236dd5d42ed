import type { RunCompleted, RunMeta } from '../../../../src/domain/run/run-event.js';
import type { ActionState } from '../../../../src/domain/run/run-state.js';
import type { Recording } from './recordings.js';
import type { Replayed } from './replay.js';

/** What a recording comes to, for people to read: the folded state, then each result. */
export function goldenText({ name, exit, resume }: Recording, { state, events, unknown }: Replayed): string {
  const results = events.filter((event) => event.kind === 'completed');
  const asked = resume === null ? '' : `, goes on with ${resume.value === '' ? 'the latest' : resume.value}`;
  return [
    `## ${name} (${exit.signal ?? `exit ${exit.code}`}${asked})`,
    '',
    state.resume === null ? 'no conversation' : `conversation ${state.resume.value}${metaText(state.meta)}`,
    ...state.actions.map(actionText),
    ...results.flatMap(resultText),
    ...[...unknown].map(([type, count]) => `unknown ${type}: ${count}`),
    '',
  ].join('\n');
}

function metaText(meta: RunMeta): string {
  return Object.entries(meta)
    .map(([key, value]) => ` · ${key} ${value}`)
    .join('');
}

function actionText({ action, phase, ok }: ActionState): string {
  const mark = phase === 'completed' ? (ok ? '✓' : '✗') : '…';
  const code = action.exitCode === null ? '' : ` (exit ${action.exitCode})`;
  const detail = action.detail === null ? '' : ` — ${action.detail}`;
  return `  ${mark} ${action.kind}: ${action.title}${code}${detail}`;
}

function resultText({ ok, answer, problem, usage }: RunCompleted): readonly string[] {
  const used = Object.entries(usage ?? {}).flatMap(([key, value]) => (value === null ? [] : `${key} ${value}`));
  return [
    ok ? '→ answered' : `→ ${problem?.kind}: ${problem?.message}`,
    ...(answer === '' ? [] : answer.split('\n').map((line) => `  | ${line}`)),
    `  ${used.length === 0 ? 'usage unknown' : used.join(', ')}`,
  ];
}
