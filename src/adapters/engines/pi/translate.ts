import type { EngineOrder } from '../../../domain/engine/engine.js';
import type { RunEvent } from '../../../domain/run/run-event.js';
import { type JsonObject, listOf, objectOf, textOf } from '../lines/json-value.js';
import type { Translator, TranslatorPhase } from '../profile/engine-profile.js';
import { said } from '../stream/answer-text.js';
import { Conversation } from '../stream/conversation.js';
import { Thoughts } from '../stream/thoughts.js';
import { UnknownTypes } from '../stream/unknown-types.js';
import { PI } from './manifest.js';
import { MessageUsage } from './message-usage.js';
import { PiNotes } from './pi-notes.js';
import { piProblem } from './problem.js';
import { ToolExecutions } from './tool-executions.js';

/** Line types that are known and carry nothing to show; `response` belongs to the RPC mode. */
const IGNORED: ReadonlySet<unknown> = new Set([
  ...['turn_start', 'turn_end', 'message_start', 'tool_execution_update', 'entry_appended', 'response'],
  ...['queue_update', 'session_info_changed', 'thinking_level_changed'],
]);

/**
 * Translates the lines of Pi's JSON mode (seen: 0.73.1 and 1.6.0) for one run. `agent_end` is not the end: after an error
 * that can be retried each try has one. What counts is the last message at `agent_settled`, or at the end of the output;
 * the exit code is 0 however the run went.
 */
export class PiTranslator implements Translator {
  readonly #order: EngineOrder;
  readonly #mode: string;
  readonly #conversation: Conversation;
  readonly #tools: ToolExecutions;
  readonly #notes = new PiNotes();
  readonly #thoughts = new Thoughts();
  readonly #usage = new MessageUsage();
  readonly #unknown = new UnknownTypes();
  #text = '';
  #last: JsonObject | null = null;
  #working = true;
  #told = false;

  constructor(order: EngineOrder, mode: string) {
    this.#order = order;
    this.#mode = mode;
    this.#conversation = new Conversation(PI.id, order);
    this.#tools = new ToolExecutions(order.directory);
  }

  get text(): string {
    return this.#text;
  }

  get phase(): TranslatorPhase {
    return this.#working ? 'working' : 'answered';
  }

  get unknown(): ReadonlyMap<string, number> {
    return this.#unknown.counts;
  }

  translate(line: JsonObject): readonly RunEvent[] {
    switch (line['type']) {
      case 'session':
        return this.#session(textOf(line['id']));
      case 'agent_start':
        this.#working = true;
        return [];
      case 'message_update':
        return this.#grown(objectOf(line['assistantMessageEvent']));
      case 'message_end':
        return this.#message(objectOf(line['message']));
      case 'tool_execution_start':
        return this.#tools.began(line);
      case 'tool_execution_end':
        return this.#tools.ended(line);
      case 'agent_end':
        this.#working = line['willRetry'] === true;
        return [];
      case 'agent_settled':
        return this.#settled();
      default:
        return this.#onTheWay(line);
    }
  }

  atEnd(): readonly RunEvent[] {
    return this.#working && this.#last?.['stopReason'] !== 'error' ? [] : this.#settled();
  }

  #onTheWay(line: JsonObject): readonly RunEvent[] {
    switch (line['type']) {
      case 'auto_retry_start':
        this.#working = true;
        return this.#notes.retrying(line);
      case 'auto_retry_end':
        this.#working = line['success'] === true && this.#working;
        return this.#notes.retried(line['success'] === true);
      case 'compaction_start':
      case 'auto_compaction_start':
        this.#working = true;
        return this.#notes.compacting();
      case 'compaction_end':
      case 'auto_compaction_end':
        return this.#notes.compacted(line);
      default:
        return IGNORED.has(line['type']) ? [] : this.#unknown.note(textOf(line['type']) ?? 'untyped');
    }
  }

  #session(id: string | null): readonly RunEvent[] {
    if (id === null) return [];
    return this.#conversation.named(id, { permissionMode: this.#mode, effort: this.#order.options.effort });
  }

  /** What has been said of a message that is not over; only for a run that is cut. */
  #grown(event: JsonObject): readonly RunEvent[] {
    if (event['type'] === 'text_start') this.#text = '';
    if (event['type'] === 'text_delta') this.#text += textOf(event['delta']) ?? '';
    return [];
  }

  /** A message of the model; the last one is the answer. */
  #message(message: JsonObject): readonly RunEvent[] {
    if (message['role'] !== 'assistant') return [];
    this.#last = message;
    this.#usage.add(message);
    const blocks = listOf(message['content']).map(objectOf);
    const texts = blocks.flatMap((block) => (block['type'] === 'text' ? (textOf(block['text']) ?? []) : []));
    const thoughts = blocks.flatMap((block) => (block['type'] === 'thinking' ? (textOf(block['thinking']) ?? []) : []));
    this.#text = texts.join('\n\n');
    return [
      ...this.#conversation.changed({ model: message['model'] }),
      ...thoughts.flatMap((thought) => this.#thoughts.note(thought)),
      ...texts.flatMap(said),
      { kind: 'spent', usage: this.#usage.total },
    ];
  }

  #settled(): readonly RunEvent[] {
    if (this.#told || this.#last === null) return [];
    this.#told = true;
    this.#working = false;
    const ok = this.#last['stopReason'] !== 'error' && this.#last['stopReason'] !== 'aborted';
    const problem = ok ? null : piProblem(this.#last);
    const result: RunEvent = { kind: 'completed', ok, answer: this.#text, problem, usage: this.#usage.total };
    return [...this.#notes.retried(ok), result];
  }
}
