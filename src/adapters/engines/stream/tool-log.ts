import type { Action, RunAction, RunEvent } from '../../../domain/run/run-event.js';
import { type JsonObject, listOf, numberOf, objectOf, textOf } from '../lines/json-value.js';
import { began, changed, ended } from './action-events.js';
import { linesInDiff, linesInHunks } from './line-count.js';
import { tellingLine } from './telling-line.js';
import { todosOf } from './todo-list.js';
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

  /** A `tool_use` or `server_tool_use` block; `parent` is the action of the subagent that uses it. */
  used(block: JsonObject, parent?: string): readonly RunEvent[] {
    const id = textOf(block['id']);
    if (id === null) return [];
    const call = { id, name: textOf(block['name']) ?? 'tool', input: objectOf(block['input']) };
    const todos = todosOf(call.name, call.input);
    // What a subagent means to do is a part of its task only.
    if (todos !== null) return parent === undefined ? [todos] : [];
    const action = { ...toolAction(call, this.#directory), ...(parent === undefined ? {} : { parent }) };
    this.#open.set(id, action);
    return [began(action), ...this.progressed(parent ?? null, action.title)];
  }

  /** A `tool_result` block, with what the line says of it beside; one for a call that was never seen is ignored. */
  returned(block: JsonObject, beside: JsonObject = {}): readonly RunAction[] {
    const id = textOf(block['tool_use_id']) ?? '';
    const action = this.#open.get(id);
    if (action === undefined) return [];
    this.#open.delete(id);
    const text = contentText(block['content']);
    return [
      block['is_error'] === true ? ended(failed(action, text), false) : ended(counted(action, text, beside), true),
    ];
  }

  /** A sign of life of an open call, with what it is doing now. */
  progressed(id: string | null, detail: string | null): readonly RunAction[] {
    const open = this.#open.get(id ?? '');
    if (open === undefined) return [];
    const action = detail === null ? open : { ...open, detail: oneLine(detail, 400) };
    // Where a subagent has come to stays to be seen when it is over.
    if (open.kind === 'subagent') this.#open.set(open.id, action);
    return [changed(action)];
  }

  /** A `tool_progress` line, sent every 30 s while a tool runs. */
  heartbeat(line: JsonObject): readonly RunAction[] {
    const seconds = numberOf(line['elapsed_time_seconds']);
    const id = textOf(line['parent_tool_use_id']) ?? textOf(line['tool_use_id']);
    const action = this.#open.get(id ?? '');
    if (action === undefined) return [];
    const detail =
      seconds === null || action.kind === 'subagent' ? action.detail : `running for ${Math.round(seconds)} s`;
    return [changed({ ...action, detail })];
  }
}

/** What the result says of the lines is more exact than what the call says. */
function counted(action: Action, text: string, beside: JsonObject): Action {
  if (action.kind !== 'file_change') return action;
  const diff = fencedDiff(text);
  const lines = linesInHunks(beside['structuredPatch']) ?? (diff === null ? null : linesInDiff(diff));
  return lines === null ? action : { ...action, lines };
}

const DIFF_FENCE = '```diff\n';

/** The diff in a result's words, as Amp writes it. */
function fencedDiff(text: string): string | null {
  const from = text.indexOf(DIFF_FENCE);
  const to = text.indexOf('\n```', from);
  return from === -1 || to === -1 ? null : text.slice(from + DIFF_FENCE.length, to);
}

/** A failed command's result begins with a line `Exit code N`. */
function failed(action: Action, text: string): Action {
  const [, code, rest] = /^Exit code (\d+)\n?([\s\S]*)$/.exec(text) ?? [];
  const output = code === undefined ? text.replace(/^<tool_use_error>|<\/tool_use_error>$/g, '') : (rest ?? '');
  return failedWith(action, output, code === undefined ? null : Number(code));
}

/** The action as it failed: with the beginning of what its tool said, and the line of it that tells why. */
export function failedWith(action: Action, output: string, exitCode: number | null): Action {
  const reason = tellingLine(output);
  return {
    ...action,
    detail: output.trim() === '' ? action.detail : oneLine(output, 400),
    exitCode,
    ...(reason === null ? {} : { reason }),
  };
}

/** The text of a result's content: a string, a block, or a list of blocks. */
function contentText(content: unknown): string {
  if (typeof content === 'string') return content;
  const blocks = Array.isArray(content) ? listOf(content) : [content];
  return blocks.flatMap((block) => textOf(objectOf(block)['text']) ?? []).join('\n');
}
