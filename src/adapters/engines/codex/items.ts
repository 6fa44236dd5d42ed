import type { Action, LineCount, RunEvent } from '../../../domain/run/run-event.js';
import { type JsonObject, listOf, numberOf, objectOf, textOf } from '../lines/json-value.js';
import { began, changed, ended, plainAction } from '../stream/action-events.js';
import { linesInDiff } from '../stream/line-count.js';
import { tellingLine } from '../stream/telling-line.js';
import { todoList } from '../stream/todo-list.js';
import { toolAction } from '../stream/tool-action.js';
import { oneLine, relativeCommand, relativePath, shortened } from '../stream/tool-text.js';
import { shellCommand } from './shell-command.js';

/** Where an item stands: the last word of the line's type (`item.started` …). */
export type ItemPhase = 'started' | 'updated' | 'completed';

/** What an item other than a message is shown as; `null` for a type that is not known. */
export function itemEvents(item: JsonObject, phase: ItemPhase, directory: string): readonly RunEvent[] | null {
  if (item['type'] === 'todo_list') return [todoList(listOf(item['items']))];
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
      return fileChange(id, item, directory);
    case 'mcp_tool_call':
      return serverTool(id, item, directory);
    case 'collab_tool_call':
      return subagent(id, item);
    case 'web_search':
      return plainAction(id, 'web_search', line(item['query']) ?? 'web search');
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
  return (
    !refused &&
    (exitCode === null || exitCode === 0) &&
    textOf(objectOf(item['error'])['message']) === null &&
    textOf(item['error']) === null
  );
}

function command(id: string, item: JsonObject, directory: string): Action {
  const title = oneLine(relativeCommand(shellCommand(textOf(item['command']) ?? 'command'), directory), 1_000);
  const output = textOf(item['aggregated_output'])?.trim() ?? '';
  const failed = output !== '' && !wentWell(item);
  const reason = failed ? tellingLine(output) : null;
  return {
    ...plainAction(id, 'command', title, failed ? oneLine(output, 400) : null),
    exitCode: numberOf(item['exit_code']),
    ...(reason === null ? {} : { reason }),
  };
}

/** The CLI names the files; with their diffs only in some versions. */
function fileChange(id: string, item: JsonObject, directory: string): Action {
  const action = plainAction(id, 'file_change', changedPaths(item, directory));
  const diffs = listOf(item['changes']).flatMap((change) => {
    const { diff, unified_diff: unified } = objectOf(change);
    return textOf(diff) ?? textOf(unified) ?? [];
  });
  if (diffs.length === 0) return action;
  const lines = diffs
    .map(linesInDiff)
    .reduce<LineCount>((sum, { added, removed }) => ({ added: sum.added + added, removed: sum.removed + removed }), {
      added: 0,
      removed: 0,
    });
  return { ...action, lines };
}

/** What its agents did last is all that is told of them. */
function subagent(id: string, item: JsonObject): Action {
  const title = line(item['prompt']) ?? line(item['tool']) ?? 'agent';
  const states = Object.values(objectOf(item['agents_states'])).map(objectOf);
  const last = states.map((state) => line(state['message']) ?? line(state['status'])).findLast((said) => said !== null);
  return plainAction(id, 'subagent', title, last ?? null);
}

function changedPaths(item: JsonObject, directory: string): string {
  const paths = listOf(item['changes']).flatMap((change) => textOf(objectOf(change)['path']) ?? []);
  return oneLine(paths.map((path) => relativePath(path, directory)).join(', '), 1_000) || 'files';
}

function serverTool(id: string, item: JsonObject, directory: string): Action {
  const name = `mcp__${textOf(item['server']) ?? 'server'}__${textOf(item['tool']) ?? 'tool'}`;
  const action = toolAction({ id, name, input: objectOf(item['arguments']) }, directory);
  const error = line(objectOf(item['error'])['message']) ?? line(item['error']);
  return error === null ? action : { ...action, detail: error, reason: tellingLine(error) ?? error };
}

function line(value: unknown): string | null {
  const text = textOf(value);
  return text === null ? null : oneLine(text, 400);
}
