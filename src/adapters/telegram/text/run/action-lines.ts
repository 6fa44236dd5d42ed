import { ACTION_SIGNS, failureText, lineCountText } from '../../../../application/wording/run/action-text.js';
import { shortLine } from '../../../../application/wording/text/shorten.js';
import type { Action } from '../../../../domain/run/run-event.js';
import type { ActionState } from '../../../../domain/run/run-state.js';
import { formatSpan } from '../../../../domain/schedule/delay.js';
import { concat, type FormattedText, plain, styled } from '../formatted-text.js';
import { displayWidth } from '../markdown/display-width.js';
import { fitWidth, fitWidthInMiddle } from '../markdown/fit-width.js';
import { withoutOrders } from '../markdown/without-orders.js';

/** How action lines are shown. `atMs` is `null` when the run is over: what is still open then was cut off. */
export interface ActionLook {
  readonly atMs: number | null;
  readonly verbose: boolean;
}

/** Columns of a line: hardly more than a phone shows without wrapping it. */
export const WIDEST_LINE = 60;

/** Columns that a title keeps beside what is said about it. */
const LEAST_TITLE = 24;

const OWN_LABEL = /^[a-z][a-z ]{0,20}: /;

/** Labels before a path or a pattern; in code, so that Telegram doesn't take `notes.md` for an address. */
const FILE_LABELS: ReadonlySet<string> = new Set(
  ['read', 'write', 'edit', 'update', 'add', 'delete', 'files', 'glob', 'grep', 'ls', 'find'].map(
    (label) => `${label}: `,
  ),
);

const LONG_RUNNING_MS = 60_000;
const LONGEST_DETAIL = 120;
/** More of a title is never looked at. */
const LOOKED_AT = 2_000;

/** An action's title in its parts: what it is, and what it is about, which is cut first. */
interface Title {
  readonly label: string;
  readonly text: string;
  readonly look: 'code' | 'path' | 'words';
}

/** One action on one line: how it stands, what it is, what became of it; for verbose its detail below. */
export function renderAction(state: ActionState, look: ActionLook): FormattedText {
  const { action } = state;
  const title = titleOf(action);
  const lead = leadOf(state, look) + title.label;
  const fixed = action.lines === undefined ? '' : ` ${lineCountText(action.lines)}`;
  const age = ageOf(state, look);
  const room = WIDEST_LINE - displayWidth(lead + fixed + age);
  const least = Math.min(displayWidth(title.text), LEAST_TITLE);
  const words = fitWidth(wordsOf(state, look), Math.max(0, room - least));
  const line = concat([lead, renderTitle(title, room - displayWidth(words)), fixed, words, age]);
  const detail = action.kind === 'subagent' || !look.verbose ? '' : shortLine(firstOf(action.detail), LONGEST_DETAIL);
  return withoutOrders(detail === '' ? line : concat([line, `\n    ${detail}`]));
}

/** A warning is one however it ended. */
function leadOf(state: ActionState, look: ActionLook): string {
  const { kind } = state.action;
  return kind === 'warning' ? ACTION_SIGNS.warning : `${glyph(state, look)} ${ACTION_SIGNS[kind]}`;
}

function glyph(state: ActionState, look: ActionLook): string {
  if (state.phase === 'completed') return hasFailed(state) ? '✗' : '✓';
  if (look.atMs === null) return '✗';
  return state.phase === 'updated' ? '↻' : '▸';
}

function hasFailed({ ok, action }: ActionState): boolean {
  return ok === null ? action.exitCode !== null && action.exitCode !== 0 : !ok;
}

/** Engines give well-known tools a label of their own, `read: path` or `grep: pattern`. */
function titleOf({ kind, title }: Action): Title {
  const text = firstLine(title);
  const label = kind === 'command' ? '' : (OWN_LABEL.exec(text)?.[0] ?? '');
  if (kind === 'command') return { label: '', text, look: 'code' };
  if (label === '' || !FILE_LABELS.has(label)) {
    return { label: '', text, look: kind === 'file_change' ? 'path' : 'words' };
  }
  return { label: kind === 'file_change' ? '' : label, text: text.slice(label.length), look: 'path' };
}

function renderTitle({ text, look }: Title, columns: number): FormattedText {
  const shown = look === 'path' ? fitWidthInMiddle(text, columns) : fitWidth(text, columns);
  return look === 'words' || shown === '' ? plain(shown) : styled({ type: 'code' }, shown);
}

/** What became of it, or what it is at. */
function wordsOf(state: ActionState, look: ActionLook): string {
  const { action, phase } = state;
  if (phase === 'completed') return action.kind !== 'warning' && hasFailed(state) ? oneLine(failureText(action)) : '';
  const isAt = action.kind === 'subagent' || (!look.verbose && isLongRunning(state, look));
  const detail = isAt && look.atMs !== null ? oneLine(firstOf(action.detail)).trim() : '';
  return detail === '' || detail === oneLine(firstLine(action.title)).trim() ? '' : ` › ${detail}`;
}

function ageOf(state: ActionState, look: ActionLook): string {
  if (look.atMs === null || !isLongRunning(state, look)) return '';
  return ` · ${formatSpan(look.atMs - state.startedAt)}`;
}

function isLongRunning({ phase, startedAt }: ActionState, { atMs }: ActionLook): boolean {
  return atMs !== null && phase !== 'completed' && atMs - startedAt >= LONG_RUNNING_MS;
}

function firstOf(text: string | null): string {
  return (text ?? '').slice(0, LOOKED_AT);
}

function oneLine(text: string): string {
  return firstOf(text).replace(/\s+/g, ' ');
}

/** The first line that says something; that there are more shows as `…`. */
function firstLine(title: string): string {
  const [first = '', ...more] = firstOf(title.trimStart()).split(/\n|\r|\u2028/);
  return oneLine(first).trim() + (more.some((line) => line.trim() !== '') ? ' …' : '');
}
