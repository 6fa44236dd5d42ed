import { isAbsolute, resolve } from 'node:path';
import type { AgentRequest, ToolTarget } from '../../../domain/run/agent-request.js';
import { type JsonObject, objectOf, textOf } from '../lines/json-value.js';
import { readableTool } from '../stream/readable-tool.js';
import { relativePath, shortened } from '../stream/tool-text.js';
import { scopesOf } from './permissions.js';
import { questionsIn } from './questions.js';
import { shownInput } from './tool-input.js';

/** What a request is judged by beside itself. */
export interface RequestSurroundings {
  readonly directory: string;
  /** The permission mode at the moment, if the CLI said so. */
  readonly mode: string | null;
  /** What the model wrote last at some length: its plan, where it put none into a file. */
  readonly outline: string;
}

/** Longer than the name of any tool that a model may be given; a request for it must not flood the chat. */
const LONGEST_TOOL = 200;

/** Tools that change a file. */
const EDITS: ReadonlySet<string> = new Set(['Edit', 'MultiEdit', 'NotebookEdit', 'Write']);

/** Fields that name a file, the first of which is the subject. */
const PATHS = ['file_path', 'notebook_path', 'path'];

/** Reasons to ask that say no more than that it asks. */
const NO_NEWS = /^this command requires approval$/i;

/** What a `can_use_tool` request asks a person; `null` if there is nothing in it to be asked. */
export function agentRequest(id: string, request: JsonObject, around: RequestSurroundings): AgentRequest | null {
  const tool = textOf(request['tool_name']);
  const input = objectOf(request['input']);
  if (tool === null) return null;
  if (tool === 'ExitPlanMode') return { kind: 'plan', id, plan: textOf(input['plan']) ?? around.outline };
  const questions = tool === 'AskUserQuestion' ? questionsIn(input) : [];
  if (questions.length > 0) return { kind: 'questions', id, questions };
  const pathField = PATHS.find((name) => textOf(input[name]) !== null);
  const named = pathField === undefined ? null : textOf(input[pathField]);
  const path = named === null ? null : resolve(around.directory, named);
  const { preview, fields } = shownInput(tool, input, pathField === undefined ? [] : [pathField]);
  return {
    kind: 'tool',
    id,
    tool: shortened(readableTool(tool, textOf(request['display_name'])), LONGEST_TOOL),
    subject: path === null ? null : relativePath(path, around.directory),
    preview,
    fields,
    reason: reasonOf(request),
    target: named !== null && path !== null && EDITS.has(tool) ? targetOf(named, path, around.directory) : null,
    always: scopesOf(request),
    // While it still plans, nothing was approved that could cover it.
    planned: (EDITS.has(tool) || tool === 'Bash') && around.mode !== 'plan',
  };
}

/** As far as it can be told without looking at the disk, where a `..` behind a link leads elsewhere. */
function targetOf(named: string, path: string, directory: string): ToolTarget {
  const within = relativePath(path, directory);
  return { path, real: isAbsolute(named) ? named : `${directory}/${named}`, within: within === path ? null : within };
}

function reasonOf(request: JsonObject): string | null {
  const reason = textOf(request['decision_reason']);
  return reason === null || NO_NEWS.test(reason) ? null : reason;
}
