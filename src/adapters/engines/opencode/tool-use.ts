import type { RunAction } from '../../../domain/run/run-event.js';
import { type JsonObject, numberOf, objectOf, textOf } from '../lines/json-value.js';
import { ended } from '../stream/action-events.js';
import { toolAction } from '../stream/tool-action.js';
import { oneLine } from '../stream/tool-text.js';

/** A `tool_use` line, printed when the tool is done; a call of a tool that is not there comes as the tool `invalid`. */
export function toolUse(part: JsonObject, number: number, directory: string): RunAction {
  const state = objectOf(part['state']);
  const input = objectOf(state['input']);
  const name = textOf(part['tool']) ?? 'tool';
  const invalid = name === 'invalid';
  const id = textOf(part['callID']) ?? `tool.${number}`;
  const action = toolAction({ id, name: (invalid ? textOf(input['tool']) : null) ?? name, input }, directory);
  const exitCode = numberOf(objectOf(state['metadata'])['exit']);
  const ok = state['status'] === 'completed' && !invalid && (exitCode ?? 0) === 0;
  const said = textOf(state['error']) ?? textOf(invalid ? input['error'] : state['output']);
  const detail = ok || said === null || said.trim() === '' ? action.detail : oneLine(said, 400);
  return ended({ ...action, detail, exitCode }, ok);
}

/** Whether the tool was refused because nobody could be asked; the run stops there. */
export function wasRejected(part: JsonObject): boolean {
  return /^The user rejected permission/.test(textOf(objectOf(part['state'])['error']) ?? '');
}
