import type { Action, RunAction } from '../../../domain/run/run-event.js';
import { type JsonObject, listOf, numberOf, objectOf, textOf } from '../lines/json-value.js';
import { began, changed, ended } from './action-events.js';
import { toolAction } from './tool-action.js';
import { oneLine } from './tool-text.js';

/**
 * The tool calls of one run in Anthropic's content blocks, from `tool_use` to `tool_result`. Remembers only those that
 * are open.
 */
export class ToolLog {
  readonly #directory: string;
  readonly #open = new Map<string, Action>();

  constructor(directory: string) {
    this.#directory = directory;
  }

  /** A `tool_use` or `server_tool_use` block. */
  used(block: JsonObject): readonly RunAction[] {
    const id = textOf(block['id']);
    if (id === null) return [];
    const call = { id, name: textOf(block['name']) ?? 'tool', input: objectOf(block['input']) };
    const action = toolAction(call, this.#directory);
    this.#open.set(id, action);
    return [began(action)];
  }

  /** A `tool_result` block; one for a call that was never seen (made before a resume) is ignored. */
  returned(block: JsonObject): readonly RunAction[] {
    const id = textOf(block['tool_use_id']) ?? '';
    const action = this.#open.get(id);
    if (action === undefined) return [];
    this.#open.delete(id);
    if (block['is_error'] !== true) return [ended(action, true)];
    return [ended(failed(action, contentText(block['content'])), false)];
  }

  /** A sign of life of an open call, with what it is doing now. */
  progressed(id: string | null, detail: string | null): readonly RunAction[] {
    const action = this.#open.get(id ?? '');
    if (action === undefined) return [];
    return [changed(detail === null ? action : { ...action, detail: oneLine(detail, 400) })];
  }

  /** A `tool_progress` line, sent every 30 s while a tool runs. */
  heartbeat(line: JsonObject): readonly RunAction[] {
    const seconds = numberOf(line['elapsed_time_seconds']);
    const id = textOf(line['parent_tool_use_id']) ?? textOf(line['tool_use_id']);
    return this.progressed(id, seconds === null ? null : `running for ${Math.round(seconds)} s`);
  }
}

/** A failed command's result begins with a line `Exit code N`. */
function failed(action: Action, text: string): Action {
  const [, code, rest] = /^Exit code (\d+)\n?([\s\S]*)$/.exec(text) ?? [];
  const said = code === undefined ? text : (rest ?? '');
  return {
    ...action,
    detail: said.trim() === '' ? action.detail : oneLine(said, 400),
    exitCode: code === undefined ? null : Number(code),
  };
}

/** The text of a result's content: a string, a block, or a list of blocks. */
function contentText(content: unknown): string {
  if (typeof content === 'string') return content;
  const blocks = Array.isArray(content) ? listOf(content) : [content];
  return blocks.flatMap((block) => textOf(objectOf(block)['text']) ?? []).join('\n');
}
