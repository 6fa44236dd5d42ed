import type { Action, RunAction } from '../../../domain/run/run-event.js';
import { type JsonObject, listOf, numberOf, objectOf, textOf } from '../lines/json-value.js';
import { began, changed, ended, plainAction } from '../stream/action-events.js';
import { toolAction } from '../stream/tool-action.js';
import { oneLine, relativeCommand, relativePath, shortened } from '../stream/tool-text.js';
import { shellCommand } from './shell-command.js';

/** Where an item stands: the last word of the line's type (`item.started` …). */
export type ItemPhase = 'started' | 'updated' | 'completed';

/** What an item other than a message is shown as; `null` for a type that is not known. */
export function itemEvents(item: JsonObject, phase: ItemPhase, directory: string): readonly RunAction[] | null {
  const action = actionOf(item, directory);
  if (action === null) return null;
  if (phase === 'completed') return [ended(action, wentWell(item))];
  return [phase === 'started' ? began(action) : changed(action)];
}

function actionOf(item: JsonObject, directory: string): Action | null {
  const id = textOf(item['id']) ?? 'item';
  switch (item['type']) {
    case 'command_execution':
      return command(id, item, directory);
    case 'file_change':
      return plainAction(id, 'file_change', changedPaths(item, directory));
    case 'mcp_tool_call':
      return serverTool(id, item, directory);
    case 'collab_tool_call':
      return plainAction(id, 'subagent', line(item['prompt']) ?? line(item['tool']) ?? 'agent');
    case 'web_search':
      return plainAction(id, 'web_search', line(item['query']) ?? 'web search');
    case 'todo_list':
      return plainAction(id, 'note', todoText(item));
    case 'reasoning':
      return plainAction(id, 'note', shortened(textOf(item['text'])?.trim() ?? 'thinking', 300));
    case 'error':
      return plainAction(id, 'warning', line(item['message']) ?? 'error');
    default:
      return null;
  }
}

function wentWell(item: JsonObject): boolean {
  if (item['type'] === 'error') return false;
  const exitCode = numberOf(item['exit_code']);
  const refused = item['status'] === 'failed' || item['status'] === 'declined';
  return !refused && (exitCode === null || exitCode === 0) && textOf(objectOf(item['error'])['message']) === null;
}

function command(id: string, item: JsonObject, directory: string): Action {
  const title = oneLine(relativeCommand(shellCommand(textOf(item['command']) ?? 'command'), directory), 1_000);
  const output = textOf(item['aggregated_output'])?.trim() ?? '';
  const detail = output === '' || wentWell(item) ? null : oneLine(output, 400);
  return { ...plainAction(id, 'command', title, detail), exitCode: numberOf(item['exit_code']) };
}

function changedPaths(item: JsonObject, directory: string): string {
  const paths = listOf(item['changes']).flatMap((change) => textOf(objectOf(change)['path']) ?? []);
  return oneLine(paths.map((path) => relativePath(path, directory)).join(', '), 1_000) || 'files';
}

function serverTool(id: string, item: JsonObject, directory: string): Action {
  const name = `mcp__${textOf(item['server']) ?? 'server'}__${textOf(item['tool']) ?? 'tool'}`;
  const action = toolAction({ id, name, input: objectOf(item['arguments']) }, directory);
  return { ...action, detail: line(objectOf(item['error'])['message']) ?? action.detail };
}

function todoText(item: JsonObject): string {
  const items = listOf(item['items']).map(objectOf);
  const open = items.find((todo) => todo['completed'] !== true);
  const done = items.filter((todo) => todo['completed'] === true).length;
  const next = line(open?.['text']);
  return `todo ${done}/${items.length}${next === null ? '' : `: ${next}`}`;
}

function line(value: unknown): string | null {
  const text = textOf(value);
  return text === null ? null : oneLine(text, 400);
}
