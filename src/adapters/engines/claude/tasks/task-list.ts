import type { RunTodos, Todo } from '../../../../domain/run/run-event.js';
import { type JsonObject, listOf, objectOf, textOf } from '../../lines/json-value.js';
import { stateOf } from '../../stream/todo-list.js';
import { oneLine } from '../../stream/tool-text.js';

/** Tools whose calls change the list, or show it. */
const TOOLS: ReadonlySet<unknown> = new Set(['TaskCreate', 'TaskUpdate', 'TaskList']);

/** More are not shown to anybody. */
const MOST_TASKS = 200;

/**
 * The tasks that Claude Code keeps in place of a todo list: one is made by `TaskCreate`, whose result names it, and changed
 * by `TaskUpdate`. Those of an earlier process are known from `TaskList` on.
 */
export class TaskList {
  readonly #calls = new Map<string, JsonObject>();
  #tasks = new Map<string, Todo>();

  /** Whether the block is a call of one of these tools, which then is no step to be shown. */
  used(block: JsonObject): boolean {
    const id = textOf(block['id']);
    if (id === null || !TOOLS.has(block['name'])) return false;
    if (this.#calls.size < MOST_TASKS) this.#calls.set(id, block);
    return true;
  }

  /** The list after the result of such a call, with the `tool_use_result` beside it; nothing for any other result. */
  returned(block: JsonObject, beside: JsonObject): readonly RunTodos[] {
    const id = textOf(block['tool_use_id']) ?? '';
    const call = this.#calls.get(id);
    this.#calls.delete(id);
    if (call === undefined || block['is_error'] === true) return [];
    const input = objectOf(call['input']);
    if (call['name'] === 'TaskCreate') this.#created(input, beside, textOf(block['content']) ?? '');
    else if (call['name'] === 'TaskUpdate') this.#updated(input);
    else if (Array.isArray(beside['tasks'])) this.#listed(beside['tasks']);
    return [{ kind: 'todos', todos: [...this.#tasks.values()] }];
  }

  #created(input: JsonObject, beside: JsonObject, text: string): void {
    const task = objectOf(beside['task']);
    const id = textOf(task['id']) ?? /#(\w{1,20})/.exec(text)?.[1] ?? `${this.#tasks.size + 1}`;
    this.#set(id, textOf(task['subject']) ?? textOf(input['subject']), 'open');
  }

  #updated(input: JsonObject): void {
    const id = textOf(input['taskId']) ?? '';
    const known = this.#tasks.get(id);
    const state = input['status'] === undefined ? (known?.state ?? 'open') : stateOf(input['status']);
    if (state === null) this.#tasks.delete(id);
    else this.#set(id, textOf(input['subject']) ?? known?.text ?? null, state);
  }

  #listed(tasks: unknown): void {
    this.#tasks = new Map();
    for (const task of listOf(tasks).map(objectOf)) {
      const state = stateOf(task['status']);
      if (state !== null) this.#set(textOf(task['id']) ?? '', textOf(task['subject']), state);
    }
  }

  #set(id: string, text: string | null, state: Todo['state']): void {
    if (text === null || (this.#tasks.size >= MOST_TASKS && !this.#tasks.has(id))) return;
    this.#tasks.set(id, { text: oneLine(text, 200), state });
  }
}
