import type { LineCount, RunAction, RunTodos } from '../../../domain/run/run-event.js';
import { amountOf, type JsonObject, numberOf, objectOf, textOf } from '../lines/json-value.js';
import { ended } from '../stream/action-events.js';
import { linesInDiff } from '../stream/line-count.js';
import { todosOf } from '../stream/todo-list.js';
import { toolAction } from '../stream/tool-action.js';
import { failedWith } from '../stream/tool-log.js';

/** A `tool_use` line, printed when the tool is done; a call of a tool that is not there comes as the tool `invalid`. */
export function toolUse(part: JsonObject, number: number, directory: string): RunAction | RunTodos {
  const state = objectOf(part['state']);
  const input = objectOf(state['input']);
  const metadata = objectOf(state['metadata']);
  const name = textOf(part['tool']) ?? 'tool';
  const invalid = name === 'invalid';
  const id = textOf(part['callID']) ?? `tool.${number}`;
  const exitCode = numberOf(metadata['exit']);
  const ok = state['status'] === 'completed' && !invalid && (exitCode ?? 0) === 0;
  const todos = ok ? todosOf(name, input) : null;
  if (todos !== null) return todos;
  const action = toolAction({ id, name: (invalid ? textOf(input['tool']) : null) ?? name, input }, directory);
  const said = textOf(state['error']) ?? textOf(invalid ? input['error'] : state['output']) ?? '';
  if (!ok) return ended(failedWith(action, said, exitCode), false);
  const lines = action.kind === 'file_change' ? linesIn(metadata) : null;
  return ended({ ...action, exitCode, ...(lines === null ? {} : { lines }) }, true);
}

/** What the result says of the lines is more exact than what the call says. */
function linesIn(metadata: JsonObject): LineCount | null {
  const { additions, deletions } = objectOf(metadata['filediff']);
  const [added, removed] = [amountOf(additions), amountOf(deletions)];
  if (added !== null && removed !== null) return { added, removed };
  const diff = textOf(metadata['diff']);
  return diff === null ? null : linesInDiff(diff);
}

/** Whether the tool was refused because nobody could be asked; the run stops there. */
export function wasRejected(part: JsonObject): boolean {
  return /^The user rejected permission/.test(textOf(objectOf(part['state'])['error']) ?? '');
}
