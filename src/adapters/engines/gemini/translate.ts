import type { EngineOrder } from '../../../domain/engine/engine.js';
import type { Action, RunEvent, RunUsage } from '../../../domain/run/run-event.js';
import { amountOf, type JsonObject, objectOf, textOf } from '../lines/json-value.js';
import type { ProcessExit } from '../process/engine-process.js';
import type { Translator, TranslatorPhase } from '../profile/engine-profile.js';
import { began, ended, plainAction } from '../stream/action-events.js';
import { Conversation } from '../stream/conversation.js';
import { effortNote } from '../stream/effort-note.js';
import { toolAction } from '../stream/tool-action.js';
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
  #broken = false;
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
        return [this.#result(line)];
      default:
        return this.#unknown.note(textOf(line['type']) ?? 'untyped');
    }
  }

  /** An error is followed by a result, unless the program did not get that far. */
  atEnd(exit: ProcessExit): readonly RunEvent[] {
    if (this.#over || this.#error === null || exit.signal !== null) return [];
    const problem = geminiProblem({ message: this.#error });
    return [{ kind: 'completed', ok: false, answer: this.#text, problem, usage: null }];
  }

  #init(line: JsonObject): readonly RunEvent[] {
    const id = textOf(line['session_id']);
    if (id === null) return [];
    const meta = { model: line['model'], permissionMode: this.#mode };
    return [...this.#conversation.named(id, meta), ...effortNote('Gemini CLI', this.#order)];
  }

  /** Pieces of the answer; the first message is the prompt. Text before and after a tool call has no break of its own. */
  #message(line: JsonObject): readonly RunEvent[] {
    if (line['role'] !== 'assistant') return [];
    const piece = textOf(line['content']) ?? '';
    this.#text += this.#broken && this.#text !== '' ? `\n\n${piece}` : piece;
    this.#broken = line['delta'] !== true;
    return [];
  }

  #used(line: JsonObject): readonly RunEvent[] {
    this.#broken = true;
    const id = textOf(line['tool_id']);
    if (id === null) return [];
    const name = textOf(line['tool_name']) ?? 'tool';
    const action = toolAction({ id, name, input: objectOf(line['parameters']) }, this.#order.directory);
    this.#open.set(id, action);
    return [began(action)];
  }

  #returned(line: JsonObject): readonly RunEvent[] {
    const id = textOf(line['tool_id']) ?? '';
    const action = this.#open.get(id);
    if (action === undefined) return [];
    this.#open.delete(id);
    if (line['status'] !== 'error') return [ended(action, true)];
    const said = textOf(objectOf(line['error'])['message']) ?? textOf(line['output']);
    return [ended({ ...action, detail: said === null ? action.detail : oneLine(said, 400) }, false)];
  }

  #complaint(message: string): readonly RunEvent[] {
    this.#error = message;
    return [ended(plainAction(`error.${++this.#warnings}`, 'warning', oneLine(message, 400)), false)];
  }

  #result(line: JsonObject): RunEvent {
    this.#over = true;
    const answer = this.#text;
    const usage = usageOf(objectOf(line['stats']));
    if (line['status'] === 'success') return { kind: 'completed', ok: true, answer, problem: null, usage };
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
  };
}
