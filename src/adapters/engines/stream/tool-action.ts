import type { Action, ActionKind } from '../../../domain/run/run-event.js';
import { type JsonObject, listOf, objectOf, textOf } from '../lines/json-value.js';
import { oneLine, relativeCommand, relativePath } from './tool-text.js';

/** A call of a tool, as an engine reports it. */
export interface ToolCall {
  readonly id: string;
  readonly name: string;
  readonly input: JsonObject;
}

type Face = readonly [kind: ActionKind, title: string | null, detail?: string | null];

/** The action that a tool call is shown as; paths are given relative to the run's directory. */
export function toolAction(call: ToolCall, directory: string): Action {
  const [kind, title, detail] = face(call, directory);
  return {
    id: call.id,
    kind,
    title: oneLine(title ?? call.name, 1_000),
    detail: detail === undefined || detail === null ? null : oneLine(detail, 400),
    exitCode: null,
  };
}

function face({ name, input }: ToolCall, directory: string): Face {
  const path = pathIn(input, directory);
  switch (name.toLowerCase()) {
    case 'bash':
    case 'shell':
    case 'exec_command':
    case 'run_shell_command':
      return ['command', relative(textOf(input['command']), directory), textOf(input['description'])];
    case 'killshell':
      return ['command', `stop ${textOf(input['shell_id']) ?? textOf(input['task_id']) ?? 'shell'}`];
    case 'edit':
    case 'edit_file':
    case 'multiedit':
    case 'replace':
      return ['file_change', path, textOf(input['old_string']) ?? editsIn(input)];
    case 'write':
    case 'write_file':
    case 'notebookedit':
    case 'apply_patch':
      return ['file_change', path];
    case 'read':
    case 'read_file':
      return ['tool', labelled('read', path)];
    case 'ls':
    case 'list_dir':
    case 'list_directory':
      return ['tool', labelled('ls', path)];
    case 'glob':
    case 'find':
    case 'find_files':
      return ['tool', labelled(name.toLowerCase() === 'find' ? 'find' : 'glob', textOf(input['pattern'])), path];
    case 'grep':
    case 'grep_search':
    case 'search_files':
      return ['tool', labelled('grep', textOf(input['pattern'])), path];
    case 'websearch':
    case 'web_search':
    case 'google_web_search':
      return ['web_search', textOf(input['query'])];
    case 'webfetch':
    case 'web_fetch':
      return ['web_search', textOf(input['url']), textOf(input['prompt'])];
    case 'todowrite':
      return ['note', 'update todos'];
    case 'todoread':
      return ['note', 'read todos'];
    case 'askuserquestion':
      return ['note', 'ask user', textOf(objectOf(listOf(input['questions'])[0])['question'])];
    case 'task':
    case 'agent':
    case 'invoke_agent':
      return ['subagent', textOf(input['description']) ?? textOf(input['prompt']), textOf(input['prompt'])];
    default:
      return [SERVER_TOOL.test(name) ? 'mcp_tool' : 'tool', serverTool(name), firstShortText(input)];
  }
}

function labelled(label: string, what: string | null): string {
  return what === null ? label : `${label}: ${what}`;
}

function relative(command: string | null, directory: string): string | null {
  return command === null ? null : relativeCommand(command, directory);
}

function pathIn(input: JsonObject, directory: string): string | null {
  for (const key of ['file_path', 'path', 'filePath', 'dir_path', 'notebook_path']) {
    const path = textOf(input[key]);
    if (path !== null) return relativePath(path, directory);
  }
  return null;
}

function editsIn(input: JsonObject): string | null {
  return textOf(objectOf(listOf(input['edits'])[0])['old_string']);
}

/** Tools of MCP servers are called `mcp__<server>__<tool>`. */
const SERVER_TOOL = /^mcp__(.+?)__(.+)$/s;

function serverTool(name: string): string {
  const [, server, tool] = SERVER_TOOL.exec(name) ?? [];
  return server === undefined || tool === undefined ? name : `${server}:${tool}`;
}

function firstShortText(input: JsonObject): string | null {
  const short = Object.values(input).find((value) => typeof value === 'string' && value !== '' && value.length <= 120);
  return textOf(short);
}
