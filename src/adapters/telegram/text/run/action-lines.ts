import { shorten, shortLine } from '../../../../application/wording/text/shorten.js';
import type { Action } from '../../../../domain/run/run-event.js';
import type { ActionState } from '../../../../domain/run/run-state.js';
import { concat, type FormattedText, plain, styled } from '../formatted-text.js';
import { withoutOrders } from '../markdown/without-orders.js';
import { elapsedText } from './durations.js';

/** How action lines are shown. `atMs` is `null` when the run is over: what is still open then was cut off. */
export interface ActionLook {
  readonly atMs: number | null;
  readonly verbose: boolean;
  /** Longest title, in UTF-16 units. */
  readonly longestTitle: number;
  /** Longest note, in UTF-16 units. */
  readonly longestNote: number;
}

const OWN_LABEL = /^[a-z][a-z ]{0,20}: /;

/** Labels before a path or a pattern; in code, so that Telegram doesn't take `notes.md` for an address. */
const FILE_LABELS: ReadonlySet<string> = new Set(
  ['read', 'write', 'edit', 'update', 'add', 'delete', 'files', 'glob', 'grep', 'ls'].map((label) => `${label}: `),
);

const LONG_RUNNING_MS = 60_000;
const LONGEST_TAIL = 80;
const LONGEST_DETAIL = 120;

/** One action: its glyph and title, how it ended or how long it has been going on, and for verbose its detail below. */
export function renderAction(state: ActionState, look: ActionLook): FormattedText {
  const { action } = state;
  const line = concat([`${glyph(state, look)} `, title(action, look), exitSuffix(action), tail(state, look)]);
  const detail = shortLine(action.detail ?? '', LONGEST_DETAIL);
  return withoutOrders(look.verbose && detail !== '' ? concat([line, `\n    ${detail}`]) : line);
}

function glyph(state: ActionState, look: ActionLook): string {
  if (state.phase === 'completed') return hasFailed(state) ? '✗' : '✓';
  if (look.atMs === null) return '✗';
  return state.phase === 'updated' ? '↻' : '▸';
}

function hasFailed({ ok, action }: ActionState): boolean {
  return ok === null ? action.exitCode !== null && action.exitCode !== 0 : !ok;
}

function title(action: Action, look: ActionLook): FormattedText {
  const line = shortLine(action.title, look.longestTitle);
  switch (action.kind) {
    case 'command':
      return inCode(line);
    case 'file_change':
      return OWN_LABEL.test(line) ? labelled('files', line) : concat(['files: ', inCode(line)]);
    case 'tool':
    case 'mcp_tool':
      return labelled('tool', line);
    case 'web_search':
      return labelled('searched', line);
    case 'subagent':
      return labelled('subagent', line);
    case 'note':
    case 'warning':
      return plain(shorten(action.title.trim(), look.longestNote));
  }
}

/** Engines give well-known tools a label of their own, `read: path` or `grep: pattern`. */
function labelled(label: string, line: string): FormattedText {
  const own = OWN_LABEL.exec(line)?.[0];
  if (own === undefined) return plain(`${label}: ${line}`);
  return FILE_LABELS.has(own) ? concat([own, inCode(line.slice(own.length))]) : plain(line);
}

function inCode(line: string): FormattedText {
  return line === '' ? plain('') : styled({ type: 'code' }, line);
}

function exitSuffix({ exitCode }: Action): string {
  return exitCode === null || exitCode === 0 ? '' : ` (exit ${exitCode})`;
}

function tail(state: ActionState, look: ActionLook): string {
  if (look.atMs === null || state.phase === 'completed') return '';
  const ageMs = look.atMs - state.startedAt;
  if (ageMs < LONG_RUNNING_MS) return '';
  const detail = look.verbose ? '' : shortLine(state.action.detail ?? '', LONGEST_TAIL);
  return ` · ${elapsedText(ageMs)}${detail === '' ? '' : ` · ${detail}`}`;
}
