import type { FileChanges } from '../../../../src/domain/run/file-changes.js';
import type { RunCompleted, RunMeta } from '../../../../src/domain/run/run-event.js';
import type { ActionState } from '../../../../src/domain/run/run-state.js';
import type { Recording } from './recordings.js';
import type { Replayed } from './replay.js';

/** What a recording comes to, for people to read: the folded state, then each result. */
export function goldenText({ name, exit, resume }: Recording, { state, results, unknown }: Replayed): string {
  const asked = resume === null ? '' : `, goes on with ${resume.value === '' ? 'the latest' : resume.value}`;
  return [
    `## ${name} (${exit.signal ?? `exit ${exit.code}`}${asked})`,
    '',
    state.resume === null ? 'no conversation' : `conversation ${state.resume.value}${metaText(state.meta)}`,
    ...state.actions.map(actionText),
    ...(state.todos.length === 0
      ? []
      : [`  todos: ${state.todos.map(({ text, state: at }) => `${text} (${at})`).join(', ')}`]),
    ...state.spoken.earlier.map((text) => `  earlier: ${text}`),
    ...(state.changes.files.length === 0 ? [] : [changesText(state.changes)]),
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
  const lines = action.lines === undefined ? '' : ` +${action.lines.added} −${action.lines.removed}`;
  const reason = action.reason === undefined ? '' : ` [${action.reason}]`;
  const detail = action.detail === null ? '' : ` — ${action.detail}`;
  const indent = action.parent === undefined ? '' : '  ';
  return `  ${indent}${mark} ${action.kind}: ${action.title}${lines}${code}${reason}${detail}`;
}

function changesText({ files, added, removed }: FileChanges): string {
  return `  changed: ${files.join(', ')} +${added} −${removed}`;
}

function resultText({ ok, answer, problem, usage }: RunCompleted): readonly string[] {
  const used = Object.entries(usage ?? {}).flatMap(([key, value]) => (value === null ? [] : `${key} ${value}`));
  return [
    ok ? '→ answered' : `→ ${problem?.kind}: ${problem?.message}`,
    ...(answer === '' ? [] : answer.split('\n').map((line) => `  | ${line}`)),
    `  ${used.length === 0 ? 'usage unknown' : used.join(', ')}`,
  ];
}
