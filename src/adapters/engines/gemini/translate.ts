import type { EngineOrder } from '../../../domain/engine/engine.js';
import type { Action, EngineProblem, RunEvent, RunUsage } from '../../../domain/run/run-event.js';
import { amountOf, type JsonObject, objectOf, textOf } from '../lines/json-value.js';
import type { ProcessExit } from '../process/engine-process.js';
import type { Translator, TranslatorPhase } from '../profile/engine-profile.js';
import { began, ended, plainAction } from '../stream/action-events.js';
import { said } from '../stream/answer-text.js';
import { Conversation } from '../stream/conversation.js';
import { effortNote } from '../stream/effort-note.js';
import { todosOf } from '../stream/todo-list.js';
import { toolAction } from '../stream/tool-action.js';
import { failedWith } from '../stream/tool-log.js';
import { oneLine } from '../stream/tool-text.js';
import { UnknownTypes } from '../stream/unknown-types.js';
import { GEMINI } from './manifest.js';
import { geminiProblem } from './problem.js';

/**
 * Translates the lines of Gemini CLI's `stream-json` output (seen: 0.61.0) for one run. A command that fails is a success
 * here: the exit code is not in the stream.
 */
export class GeminiTranslator implements Translator {
  readonly #order: EngineOrder;
  readonly #mode: string;
  readonly #conversation: Conversation;
  readonly #open = new Map<string, Action>();
  readonly #unknown = new UnknownTypes();
  #text = '';
  #told = true;
  #stopped: EngineProblem | null = null;
  #error: string | null = null;
  #over = false;
  #warnings = 0;

  constructor(order: EngineOrder, mode: string) {
    this.#order = order;
    this.#mode = mode;
    this.#conversation = new Conversation(GEMINI.id, order);
  }

  get text(): string {
    return this.#text;
  }

  get phase(): TranslatorPhase {
    return this.#over ? 'answered' : 'working';
  }

  get unknown(): ReadonlyMap<string, number> {
    return this.#unknown.counts;
  }

  translate(line: JsonObject): readonly RunEvent[] {
    switch (line['type']) {
      case 'init':
        return this.#init(line);
      case 'message':
        return this.#message(line);
      case 'tool_use':
        return this.#used(line);
      case 'tool_result':
        return this.#returned(line);
      case 'error':
        return this.#complaint(textOf(line['message']) ?? 'unknown error');
      case 'result':
        return [...this.#textOver(), this.#result(line)];
      default:
        return this.#unknown.note(textOf(line['type']) ?? 'untyped');
    }
  }

  /** An error is followed by a result, unless the program did not get that far. */
  atEnd(exit: ProcessExit): readonly RunEvent[] {
    if (this.#over || this.#error === null || exit.signal !== null) return [];
    const problem = geminiProblem({ message: this.#error });
    return [...this.#textOver(), { kind: 'completed', ok: false, answer: this.#text, problem, usage: null }];
  }

  #init(line: JsonObject): readonly RunEvent[] {
    const id = textOf(line['session_id']);
    if (id === null) return [];
    const meta = { model: line['model'], permissionMode: this.#mode };
    return [...this.#conversation.named(id, meta), ...effortNote('Gemini CLI', this.#order)];
  }

  /** Pieces of a text, which is over with the next call of a tool or a piece that goes on with nothing; the first message is the prompt. */
  #message(line: JsonObject): readonly RunEvent[] {
    if (line['role'] !== 'assistant') return [];
    const isPiece = line['delta'] === true;
    const before = isPiece ? [] : this.#textOver();
    this.#text = this.#told ? '' : this.#text;
    this.#text += textOf(line['content']) ?? '';
    this.#told = false;
    return isPiece ? before : [...before, ...this.#textOver()];
  }

  #textOver(): readonly RunEvent[] {
    if (this.#told) return [];
    this.#told = true;
    return said(this.#text);
  }

  #used(line: JsonObject): readonly RunEvent[] {
    const before = this.#textOver();
    const id = textOf(line['tool_id']);
    if (id === null) return before;
    const name = textOf(line['tool_name']) ?? 'tool';
    const input = objectOf(line['parameters']);
    const todos = todosOf(name, input);
    if (todos !== null) return [...before, todos];
    const action = toolAction({ id, name, input }, this.#order.directory);
    this.#open.set(id, action);
    return [...before, began(action)];
  }

  #returned(line: JsonObject): readonly RunEvent[] {
    const id = textOf(line['tool_id']) ?? '';
    const action = this.#open.get(id);
    if (action === undefined) return [];
    this.#open.delete(id);
    if (line['status'] !== 'error') return [ended(action, true)];
    const output = textOf(objectOf(line['error'])['message']) ?? textOf(line['output']) ?? '';
    return [ended(failedWith(action, output, null), false)];
  }

  /** A loop that it found, or its limit of turns, ends the run, although it is a success to the CLI. */
  #complaint(message: string): readonly RunEvent[] {
    this.#error = message;
    const problem = geminiProblem({ message });
    if (problem.kind === 'engine-limit') this.#stopped = problem;
    return [ended(plainAction(`error.${++this.#warnings}`, 'warning', oneLine(problem.message, 400)), false)];
  }

  #result(line: JsonObject): RunEvent {
    this.#over = true;
    const answer = this.#text;
    const usage = usageOf(objectOf(line['stats']));
    if (line['status'] === 'success') {
      return { kind: 'completed', ok: this.#stopped === null, answer, problem: this.#stopped, usage };
    }
    const error = objectOf(line['error']);
    const message = textOf(error['message']) ?? this.#error ?? 'unknown error';
    return { kind: 'completed', ok: false, answer, problem: geminiProblem({ ...error, message }), usage };
  }
}

/** Counts of this process; cached tokens are among the input. */
function usageOf(stats: JsonObject): RunUsage {
  return {
    costUsd: null,
    turns: null,
    durationMs: amountOf(stats['duration_ms']),
    inputTokens: amountOf(stats['input_tokens']),
    outputTokens: amountOf(stats['output_tokens']),
    cachedTokens: amountOf(stats['cached']),
  };
}
