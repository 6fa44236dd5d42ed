import { isJsonObject } from '../../../domain/json-shape.js';
import type { RunTodos, Todo } from '../../../domain/run/run-event.js';
import { type JsonObject, textOf } from '../lines/json-value.js';
import { oneLine } from './tool-text.js';

/** Tools that replace the list of what the agent means to do, by their names without separators. */
const LIST_TOOLS: ReadonlySet<string> = new Set([
  'todowrite',
  'writetodos',
  'todo',
  'updateplan',
  'todolist',
  'managetodolist',
]);

/** More are not shown to anybody. */
const MOST_TODOS = 200;

/** The list that a call of a tool sets; `null` if it is no such call. */
export function todosOf(name: string, input: JsonObject): RunTodos | null {
  if (!LIST_TOOLS.has(name.toLowerCase().replace(/[^a-z]/g, ''))) return null;
  for (const key of ['todos', 'plan', 'items', 'todoList', 'tasks']) {
    const list = input[key];
    if (Array.isArray(list)) return todoList(list);
  }
  return null;
}

/** A list in the words of any engine; what was called off is not on it any more. */
export function todoList(list: readonly unknown[]): RunTodos {
  return { kind: 'todos', todos: list.slice(0, MOST_TODOS).flatMap((item) => todo(item) ?? []) };
}

function todo(item: unknown): Todo | null {
  if (typeof item === 'string') return item.trim() === '' ? null : { text: oneLine(item, 200), state: 'open' };
  if (!isJsonObject(item)) return null;
  const names = ['content', 'text', 'title', 'subject', 'description', 'step', 'task'];
  const text = names.map((name) => textOf(item[name])).find((found) => found !== null) ?? '';
  const state = item['completed'] === true || item['done'] === true ? 'done' : stateOf(item['status'] ?? item['state']);
  return text.trim() === '' || state === null ? null : { text: oneLine(text, 200), state };
}

/** `null` for what was called off. */
export function stateOf(status: unknown): Todo['state'] | null {
  switch (typeof status === 'string' ? status.toLowerCase().replace(/[^a-z]/g, '') : '') {
    case 'completed':
    case 'complete':
    case 'done':
      return 'done';
    case 'inprogress':
    case 'active':
    case 'doing':
    case 'started':
      return 'active';
    case 'cancelled':
    case 'canceled':
    case 'deleted':
    case 'skipped':
      return null;
    default:
      return 'open';
  }
}
