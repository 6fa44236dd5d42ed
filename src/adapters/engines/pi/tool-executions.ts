import type { Action, RunAction, RunEvent } from '../../../domain/run/run-event.js';
import { type JsonObject, listOf, objectOf, textOf } from '../lines/json-value.js';
import { began, ended } from '../stream/action-events.js';
import { linesInDiff } from '../stream/line-count.js';
import { todosOf } from '../stream/todo-list.js';
import { toolAction } from '../stream/tool-action.js';
import { failedWith } from '../stream/tool-log.js';

/** The tool calls of one run, from `tool_execution_start` to `tool_execution_end`. */
export class ToolExecutions {
  readonly #directory: string;
  readonly #open = new Map<string, Action>();

  constructor(directory: string) {
    this.#directory = directory;
  }

  began(line: JsonObject): readonly RunEvent[] {
    const id = textOf(line['toolCallId']);
    if (id === null) return [];
    const name = textOf(line['toolName']) ?? 'tool';
    const input = objectOf(line['args']);
    const todos = todosOf(name, input);
    if (todos !== null) return [todos];
    const action = toolAction({ id, name, input }, this.#directory);
    this.#open.set(id, action);
    return [began(action)];
  }

  ended(line: JsonObject): readonly RunAction[] {
    const id = textOf(line['toolCallId']) ?? '';
    const action = this.#open.get(id);
    if (action === undefined) return [];
    this.#open.delete(id);
    const result = objectOf(line['result']);
    return [line['isError'] === true ? ended(failed(action, result), false) : ended(counted(action, result), true)];
  }
}

/** Edits come back as a diff with numbered lines. */
function counted(action: Action, result: JsonObject): Action {
  const diff = action.kind === 'file_change' ? textOf(objectOf(result['details'])['diff']) : null;
  return diff === null ? action : { ...action, lines: linesInDiff(diff) };
}

const EXITED = 'Command exited with code ';

/** A failed command's result ends with a line `Command exited with code N`. */
function failed(action: Action, result: JsonObject): Action {
  const texts = listOf(result['content']).flatMap((block) => textOf(objectOf(block)['text']) ?? []);
  const text = texts.join('\n');
  const end = text.lastIndexOf(EXITED);
  const code = end === -1 ? undefined : /^\d+$/.exec(text.slice(end + EXITED.length).trim())?.[0];
  const said = code === undefined ? text : text.slice(0, end).trimEnd();
  return failedWith(action, said, code === undefined ? null : Number(code));
}
