import type { LineCount } from '../../../domain/run/run-event.js';
import { type JsonObject, listOf, objectOf, textOf } from '../lines/json-value.js';

/** How many lines an edit adds and removes: those of the one text that the other has not, wherever they stand. */
export function linesBetween(old: string, fresh: string): LineCount {
  const [before, after] = [linesOf(old), linesOf(fresh)];
  const left = new Map<string, number>();
  for (const line of before) left.set(line, (left.get(line) ?? 0) + 1);
  let added = 0;
  for (const line of after) {
    const known = left.get(line) ?? 0;
    if (known === 0) added++;
    else left.set(line, known - 1);
  }
  return { added, removed: before.length - (after.length - added) };
}

/** How many lines a diff adds and removes, whatever its dialect: unified, Codex's patches, numbered lines. */
export function linesInDiff(diff: string): LineCount {
  let [added, removed] = [0, 0];
  for (const line of diff.split('\n')) {
    if (line.startsWith('+') && !line.startsWith('+++ ')) added++;
    else if (line.startsWith('-') && !line.startsWith('--- ')) removed++;
  }
  return { added, removed };
}

/** The hunks of a structured patch: the lines of each begin with `+`, `-` or a blank. `null` if there are none. */
export function linesInHunks(hunks: unknown): LineCount | null {
  const lines = listOf(hunks).flatMap((hunk) => listOf(objectOf(hunk)['lines']));
  if (lines.length === 0) return null;
  const begin = (sign: string) => lines.filter((line) => typeof line === 'string' && line.startsWith(sign)).length;
  return { added: begin('+'), removed: begin('-') };
}

/** What the input of a tool that changes files says of its lines; `null` if it says nothing. */
export function linesInInput(input: JsonObject): LineCount | null {
  const patch = textOf(input['patchText']) ?? textOf(input['patch']) ?? textOf(input['diff']) ?? patchIn(input);
  if (patch !== null) return linesInDiff(patch);
  const edits = [input, ...listOf(input['edits']).map(objectOf)].flatMap((edit) => editIn(edit) ?? []);
  if (edits.length > 0) return edits.reduce(sum);
  const content = input['content'] ?? input['new_source'];
  return typeof content === 'string' ? { added: linesOf(content).length, removed: 0 } : null;
}

function patchIn(input: JsonObject): string | null {
  const text = textOf(input['input']);
  return text?.includes('*** Begin Patch') === true ? text : null;
}

/** Each engine has names of its own for the text that goes and the one that comes. */
function editIn(edit: JsonObject): LineCount | null {
  for (const [old, fresh] of [
    ['old_string', 'new_string'],
    ['oldString', 'newString'],
    ['oldText', 'newText'],
    ['old_str', 'new_str'],
  ] as const) {
    const [before, after] = [edit[old], edit[fresh]];
    if (typeof after === 'string') return linesBetween(typeof before === 'string' ? before : '', after);
  }
  return null;
}

function sum(a: LineCount, b: LineCount): LineCount {
  return { added: a.added + b.added, removed: a.removed + b.removed };
}

/** A newline at the end begins no line. */
function linesOf(text: string): readonly string[] {
  return text === '' ? [] : text.replace(/\r?\n$/, '').split('\n');
}
