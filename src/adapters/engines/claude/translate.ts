import type { EngineOrder } from '../../../domain/engine/engine.js';
import type { RunEvent } from '../../../domain/run/run-event.js';
import { type JsonObject, listOf, objectOf, textOf } from '../lines/json-value.js';
import type { Translator, TranslatorPhase } from '../profile/engine-profile.js';
import { said } from '../stream/answer-text.js';
import { Conversation } from '../stream/conversation.js';
import { Thoughts } from '../stream/thoughts.js';
import { ToolLog } from '../stream/tool-log.js';
import { UnknownTypes } from '../stream/unknown-types.js';
import { ClaudeDialogue } from './dialogue.js';
import { isIgnored } from './ignored-lines.js';
import { CLAUDE } from './manifest.js';
import { McpServers } from './mcp-servers.js';
import { compactionNote, denialWarning, limitReset, rateLimitNote } from './notes.js';
import { resultProblem } from './problem.js';
import { RetryNote } from './retry-note.js';
import { BackgroundWork } from './tasks/background-work.js';
import { TaskList } from './tasks/task-list.js';
import { WakeUps } from './tasks/wake-ups.js';
import { ClaudeUsage } from './usage.js';

/** From how many characters on a text may be a plan. */
const OUTLINE_LENGTH = 200;

/** Translates the lines of Claude Code's `stream-json` output (seen: 2.1.332) for one run. */
export class ClaudeTranslator implements Translator {
  readonly #effort: string | null;
  readonly #conversation: Conversation;
  readonly #tools: ToolLog;
  readonly #tasks = new TaskList();
  readonly #thoughts = new Thoughts();
  readonly #servers = new McpServers();
  readonly #wakeUps = new WakeUps();
  readonly #retries = new RetryNote();
  readonly #background = new BackgroundWork();
  readonly #usage = new ClaudeUsage();
  readonly #unknown = new UnknownTypes();
  /** The other direction; without a person to ask the CLI asks nothing. */
  readonly dialogue?: ClaudeDialogue;
  readonly #directory: string;
  #text = '';
  #outline = '';
  #mode: string | null = null;
  #errorCode: string | null = null;
  #turnOpen = true;
  #limitResetsAt: number | null = null;
  /** Answers that were given ahead of their result lines. */
  #given: string[] = [];
  #notes = 0;

  constructor(order: EngineOrder) {
    this.#effort = order.options.effort;
    this.#conversation = new Conversation(CLAUDE.id, order);
    this.#directory = order.directory;
    this.#tools = new ToolLog(order.directory);
    if (order.person !== undefined) this.dialogue = new ClaudeDialogue(order.granted ?? []);
  }

  get text(): string {
    return this.#text;
  }

  get phase(): TranslatorPhase {
    if (this.#turnOpen || this.dialogue?.waits === true) return 'working';
    return this.#background.live ? 'background' : 'answered';
  }

  get unknown(): ReadonlyMap<string, number> {
    return this.#unknown.counts;
  }

  /** Every result has a line of its own. */
  atEnd(): readonly RunEvent[] {
    return [];
  }

  translate(line: JsonObject): readonly RunEvent[] {
    switch (line['type']) {
      case 'system':
        return this.#system(line);
      case 'assistant':
        return this.#assistant(line);
      case 'user':
        return this.#user(line);
      case 'tool_progress':
        return this.#tools.heartbeat(line);
      case 'rate_limit_event':
        this.#limitResetsAt = limitReset(line);
        return rateLimitNote(line);
      case 'result':
        return this.#result(line);
      case 'control_request':
        return this.#asked(line);
      case 'control_cancel_request':
        return this.dialogue?.withdrawn(line) ?? [];
      default:
        return this.#other(line);
    }
  }

  #system(line: JsonObject): readonly RunEvent[] {
    switch (line['subtype']) {
      case 'init':
        return this.#init(line);
      case 'status':
        return this.#status(line);
      case 'api_retry':
        return this.#retries.retry(line);
      case 'permission_denied':
        return denialWarning(line, ++this.#notes);
      case 'compact_boundary':
        return compactionNote(++this.#notes);
      case 'background_tasks_changed':
        this.#background.changed(line);
        return [];
      case 'task_started':
        return this.#background.started(line);
      case 'task_progress':
        return this.#progressed(line);
      case 'task_notification':
        return this.#background.over(line);
      default:
        return this.#other(line);
    }
  }

  /** Comes before every turn, not only before the first. */
  #init(line: JsonObject): readonly RunEvent[] {
    const id = textOf(line['session_id']);
    if (id === null) return [];
    const before = this.#turnOpen && this.#background.seen ? this.#overWithoutResult() : [];
    this.#turnOpen = true;
    this.#mode = textOf(line['permissionMode']);
    const named = this.#conversation.named(id, {
      model: line['model'],
      permissionMode: line['permissionMode'],
      version: line['claude_code_version'],
      effort: this.#effort,
    });
    return [...before, ...named, ...this.#servers.missing(line)];
  }

  /** While subagents work in the background the result line of a turn is held back until the last one is over. */
  #overWithoutResult(): readonly RunEvent[] {
    const answer = this.#text;
    if (answer === '') return [];
    this.#text = '';
    this.#given.push(answer);
    return [{ kind: 'completed', ok: true, answer, problem: null, usage: null }];
  }

  #progressed(line: JsonObject): readonly RunEvent[] {
    const id = textOf(line['tool_use_id']);
    const detail = textOf(line['description']);
    return [
      ...this.#tools.progressed(id, detail),
      ...this.#background.progressed(this.#background.actionOf(id), detail),
    ];
  }

  /** The permission mode changed in the middle of the run. */
  #status(line: JsonObject): readonly RunEvent[] {
    const permissionMode = textOf(line['permissionMode']);
    this.#mode = permissionMode ?? this.#mode;
    return permissionMode === null ? [] : this.#conversation.changed({ permissionMode });
  }

  #assistant(line: JsonObject): readonly RunEvent[] {
    this.#turnOpen = this.#turnOpen || isOwn(line);
    const error = textOf(line['error']);
    if (error !== null) {
      // What the CLI says in the model's place; the result line repeats it.
      this.#errorCode = error;
      return [];
    }
    const message = objectOf(line['message']);
    const parent = this.#parentOf(line);
    if (parent === undefined) this.#usage.filled(message);
    const blocks = listOf(message['content']).map(objectOf);
    return [...this.#retries.over(true), ...blocks.flatMap((block) => this.#assistantBlock(block, parent))];
  }

  /** The action of the subagent whose line it is. */
  #parentOf(line: JsonObject): string | undefined {
    const id = textOf(line['parent_tool_use_id']);
    return id === null ? undefined : (this.#background.actionOf(id) ?? id);
  }

  #assistantBlock(block: JsonObject, parent: string | undefined): readonly RunEvent[] {
    switch (block['type']) {
      case 'text':
        return parent === undefined ? this.#said(textOf(block['text']) ?? '') : [];
      case 'thinking':
        return this.#thoughts.note(textOf(block['thinking']), parent);
      case 'tool_use':
      case 'server_tool_use':
        return this.#used(block, parent);
      default:
        return resultOf(block) ? this.#tools.returned(block) : [];
    }
  }

  #used(block: JsonObject, parent: string | undefined): readonly RunEvent[] {
    if (parent === undefined) {
      this.#wakeUps.used(block);
      if (this.#tasks.used(block)) return [];
    }
    const events = this.#tools.used(block, parent);
    const title = events.flatMap((event) => (event.kind === 'action' ? event.action.title : []))[0];
    return [...events, ...this.#background.progressed(parent ?? null, title ?? null)];
  }

  #said(text: string): readonly RunEvent[] {
    if (text === '') return [];
    this.#text = text;
    if (text.length >= OUTLINE_LENGTH) this.#outline = text;
    return said(text);
  }

  #asked(line: JsonObject): readonly RunEvent[] {
    const around = { directory: this.#directory, mode: this.#mode, outline: this.#outline };
    const events = this.dialogue?.asked(line, around) ?? [];
    // A text is the outline of the plan that follows it, not of later ones.
    if (events.some((event) => event.kind === 'asked' && event.request.kind === 'plan')) this.#outline = '';
    return events;
  }

  /** Results of tools; texts in it are notices of an interruption or a subagent's orders. */
  #user(line: JsonObject): readonly RunEvent[] {
    const blocks = listOf(objectOf(line['message'])['content']).map(objectOf);
    const beside = objectOf(line['tool_use_result']);
    return blocks
      .filter(resultOf)
      .flatMap((block) => [
        ...this.#tools.returned(block, beside),
        ...this.#tasks.returned(block, beside),
        ...this.#wakeUps.returned(block),
      ]);
  }

  #result(line: JsonObject): readonly RunEvent[] {
    this.#turnOpen = false;
    const usage = this.#usage.add(line);
    const problem = resultProblem(line, { code: this.#errorCode, resetsAt: this.#limitResetsAt });
    this.#errorCode = null;
    const over = this.#retries.over(problem === null);
    const result = line['is_error'] === true ? null : textOf(line['result']);
    const given = result === null ? -1 : this.#given.indexOf(result);
    if (given !== -1 && problem === null) {
      this.#given.splice(given, 1);
      return [...over, { kind: 'spent', usage }];
    }
    const answer = result ?? this.#text;
    this.#text = '';
    return [...over, { kind: 'completed', ok: problem === null, answer, problem, usage }];
  }

  #other(line: JsonObject): readonly RunEvent[] {
    const type = [line['type'], line['subtype']].flatMap((part) => textOf(part) ?? []).join('/');
    return isIgnored(type) ? [] : this.#unknown.note(type === '' ? 'untyped' : type);
  }
}

/** Whether the model of the conversation itself said it, rather than a subagent's. */
function isOwn(line: JsonObject): boolean {
  return textOf(line['parent_tool_use_id']) === null;
}

function resultOf(block: JsonObject): boolean {
  return block['type'] === 'tool_result' || block['type'] === 'advisor_tool_result';
}
