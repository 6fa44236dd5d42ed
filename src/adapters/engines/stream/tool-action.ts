import type { Action, ActionKind } from '../../../domain/run/run-event.js';
import { type JsonObject, listOf, objectOf, textOf } from '../lines/json-value.js';
import { linesInInput } from './line-count.js';
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
  const lines = kind === 'file_change' ? linesInInput(call.input) : null;
  return {
    id: call.id,
    kind,
    title: oneLine(title ?? call.name, 1_000),
    detail: detail === undefined || detail === null ? null : oneLine(detail, 400),
    exitCode: null,
    ...(lines === null ? {} : { lines }),
  };
}

function face({ name, input }: ToolCall, directory: string): Face {
  const path = pathIn(input, directory);
  switch (name.toLowerCase()) {
    case 'bash':
    case 'shell':
    case 'exec_command':
    case 'run_shell_command':
      return [
        'command',
        relative(textOf(input['command']) ?? textOf(input['cmd']), directory),
        textOf(input['description']),
      ];
    case 'killshell':
      return ['command', `stop ${textOf(input['shell_id']) ?? textOf(input['task_id']) ?? 'shell'}`];
    case 'edit':
    case 'edit_file':
    case 'multiedit':
    case 'replace':
      return ['file_change', path, textOf(input['old_string']) ?? editsIn(input)];
    case 'write':
    case 'write_file':
    case 'create_file':
    case 'notebookedit':
      return ['file_change', path];
    case 'apply_patch':
    case 'patch':
      return ['file_change', path ?? patchedFiles(input, directory)];
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
    case 'todoread':
    case 'todo_read':
    case 'tasklist':
    case 'taskget':
      return ['note', 'read todos'];
    case 'toolsearch':
      return ['note', 'look for tools', textOf(input['query'])];
    case 'schedulewakeup':
      return ['note', 'set a wake-up', textOf(input['reason'])];
    case 'enterplanmode':
      return ['note', 'plan'];
    case 'exitplanmode':
      return ['note', 'show the plan', textOf(input['plan'])];
    case 'update_topic':
      return ['note', textOf(input['title']) ?? 'new topic', textOf(input['summary'])];
    case 'askuserquestion':
      return ['note', 'ask user', textOf(objectOf(listOf(input['questions'])[0])['question'])];
    case 'task':
    case 'agent':
    case 'invoke_agent':
    case 'oracle':
    case 'librarian':
      // What it is at is told by its steps.
      return ['subagent', textOf(input['description']) ?? taskOf(input)];
    default:
      return [SERVER_TOOL.test(name) ? 'mcp_tool' : 'tool', serverTool(name), firstShortText(input)];
  }
}

function taskOf(input: JsonObject): string | null {
  return textOf(input['prompt']) ?? textOf(input['task']) ?? textOf(input['query']);
}

/** The files that a patch in Codex's form names. */
function patchedFiles(input: JsonObject, directory: string): string | null {
  const patch = textOf(input['patchText']) ?? textOf(input['patch']) ?? textOf(input['input']) ?? '';
  const names = [...patch.matchAll(/^\*\*\* (?:Add|Update|Delete) File: (.+)$/gm)].map(([, name = '']) => name.trim());
  return names.length === 0 ? null : names.map((name) => relativePath(name, directory)).join(', ');
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
