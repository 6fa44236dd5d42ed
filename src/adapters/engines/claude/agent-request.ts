import type { AgentRequest, Preview } from '../../../domain/run/agent-request.js';
import { isObject, type JsonObject, listOf, objectOf, textOf } from '../json-value.js';
import { oneLine, relativePath } from '../tool-text.js';
import { questionsIn } from './questions.js';

/** What a request is judged by beside itself. */
export interface RequestSurroundings {
  readonly directory: string;
  /** The permission mode at the moment, if the CLI said so. */
  readonly mode: string | null;
  /** What the model wrote last at some length: its plan, where it put none into a file. */
  readonly outline: string;
}

/** Tools that an approved plan is about. */
const PLANNED: ReadonlySet<string> = new Set(['Bash', 'Edit', 'MultiEdit', 'NotebookEdit', 'Write']);

/** What a `can_use_tool` request asks a person; `null` if there is nothing in it to be asked. */
export function agentRequest(id: string, request: JsonObject, around: RequestSurroundings): AgentRequest | null {
  const tool = textOf(request['tool_name']);
  const input = objectOf(request['input']);
  if (tool === null) return null;
  if (tool === 'ExitPlanMode') return { kind: 'plan', id, plan: textOf(input['plan']) ?? around.outline };
  const questions = tool === 'AskUserQuestion' ? questionsIn(input) : [];
  if (questions.length > 0) return { kind: 'questions', id, questions };
  return {
    kind: 'tool',
    id,
    tool: textOf(request['display_name']) ?? tool,
    subject: subjectOf(request, input, around.directory),
    preview: previewOf(tool, input),
    always: wordsOf(forThisSession(listOf(request['permission_suggestions']))),
    // While it still plans, nothing was approved that could cover it.
    planned: PLANNED.has(tool) && around.mode !== 'plan',
  };
}

/**
 * What "always" gives of the suggested permissions: rules where there are any, since the others are the wider ways to the
 * same end; all for the session only, since it must not write anybody's settings; and nothing of which a person could not
 * be told what it is.
 */
export function forThisSession(suggestions: readonly unknown[]): readonly JsonObject[] {
  const permissions: readonly JsonObject[] = suggestions
    .filter((one) => isObject(one))
    .map((one) => ({ ...one, destination: 'session' }));
  const rules = permissions.filter((one) => one['type'] === 'addRules');
  const chosen = rules.length > 0 ? rules : permissions;
  return wordsOf(chosen) === null ? [] : chosen;
}

function subjectOf(request: JsonObject, input: JsonObject, directory: string): string | null {
  const path = textOf(input['file_path']) ?? textOf(input['notebook_path']) ?? textOf(input['path']);
  if (path !== null) return relativePath(path, directory);
  const said = textOf(request['description']) ?? textOf(input['url']) ?? textOf(input['query']);
  return said === null ? null : oneLine(said, 300);
}

function previewOf(tool: string, input: JsonObject): Preview | null {
  switch (tool) {
    case 'Bash':
      return { language: 'sh', text: textOf(input['command']) ?? '' };
    case 'Write':
      return { language: 'diff', text: marked('+', input['content']) };
    case 'Edit':
      return { language: 'diff', text: edit(input) };
    case 'MultiEdit':
      return {
        language: 'diff',
        text: listOf(input['edits'])
          .map((one) => edit(objectOf(one)))
          .join('\n'),
      };
    case 'NotebookEdit':
      return { language: 'diff', text: marked('+', input['new_source']) };
    default:
      return Object.keys(input).length === 0 ? null : { language: 'json', text: JSON.stringify(input, null, 2) };
  }
}

/** Without the lines that both begin and end with: a model repeats some to say where the change belongs. */
function edit(input: JsonObject): string {
  const before = (textOf(input['old_string']) ?? '').split('\n');
  const after = (textOf(input['new_string']) ?? '').split('\n');
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < shorter - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  const changed = (lines: readonly string[]) => lines.slice(head, lines.length - tail).join('\n');
  return [marked('-', changed(before)), marked('+', changed(after))].filter((part) => part !== '').join('\n');
}

function marked(sign: '+' | '-', text: unknown): string {
  const lines = (textOf(text) ?? '').replace(/\n$/, '');
  return lines === ''
    ? ''
    : lines
        .split('\n')
        .map((line) => `${sign} ${line}`)
        .join('\n');
}

/** What the permissions allow; `null` where one of them has no words, or there are none. */
function wordsOf(permissions: readonly JsonObject[]): string | null {
  const words = permissions.flatMap(permissionWords);
  return words.length < permissions.length || words.length === 0 ? null : words.join(', ');
}

function permissionWords(permission: JsonObject): readonly string[] {
  switch (permission['type']) {
    case 'setMode':
      return permission['mode'] === 'acceptEdits' ? ['all edits of files'] : [];
    case 'addDirectories':
      return [`work in ${listOf(permission['directories']).join(', ')}`];
    case 'addRules':
      if (permission['behavior'] !== 'allow') return [];
      return [
        listOf(permission['rules'])
          .map((rule) => ruleWords(objectOf(rule)))
          .join(', '),
      ];
    default:
      return [];
  }
}

/** As the CLI writes a rule: `Bash(npm test:*)`. */
function ruleWords(rule: JsonObject): string {
  const [tool, content] = [textOf(rule['toolName']) ?? 'this', textOf(rule['ruleContent'])];
  return content === null ? tool : `${tool}(${content})`;
}
