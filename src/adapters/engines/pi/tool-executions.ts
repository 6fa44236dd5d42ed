import type { Action, RunAction } from '../../../domain/run/run-event.js';
import { type JsonObject, listOf, objectOf, textOf } from '../lines/json-value.js';
import { began, ended } from '../stream/action-events.js';
import { toolAction } from '../stream/tool-action.js';
import { oneLine } from '../stream/tool-text.js';

/** The tool calls of one run, from `tool_execution_start` to `tool_execution_end`. */
export class ToolExecutions {
  readonly #directory: string;
  readonly #open = new Map<string, Action>();

  constructor(directory: string) {
    this.#directory = directory;
  }

  began(line: JsonObject): readonly RunAction[] {
    const id = textOf(line['toolCallId']);
    if (id === null) return [];
    const name = textOf(line['toolName']) ?? 'tool';
    const action = toolAction({ id, name, input: objectOf(line['args']) }, this.#directory);
    this.#open.set(id, action);
    return [began(action)];
  }

  ended(line: JsonObject): readonly RunAction[] {
    const id = textOf(line['toolCallId']) ?? '';
    const action = this.#open.get(id);
    if (action === undefined) return [];
    this.#open.delete(id);
    return [line['isError'] === true ? ended(failed(action, objectOf(line['result'])), false) : ended(action, true)];
  }
}

const EXITED = 'Command exited with code ';

/** A failed command's result ends with a line `Command exited with code N`. */
function failed(action: Action, result: JsonObject): Action {
  const texts = listOf(result['content']).flatMap((block) => textOf(objectOf(block)['text']) ?? []);
  const text = texts.join('\n');
  const end = text.lastIndexOf(EXITED);
  const code = end === -1 ? undefined : /^\d+$/.exec(text.slice(end + EXITED.length).trim())?.[0];
  const said = code === undefined ? text : text.slice(0, end).trimEnd();
  return {
    ...action,
    detail: said.trim() === '' ? action.detail : oneLine(said, 400),
    exitCode: code === undefined ? null : Number(code),
  };
}
