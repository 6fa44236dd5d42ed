import type { EngineOrder } from '../../../domain/engine/engine.js';
import type { RunEvent, RunUsage } from '../../../domain/run/run-event.js';
import { amountOf, type JsonObject, listOf, objectOf, textOf } from '../lines/json-value.js';
import type { Translator, TranslatorPhase } from '../profile/engine-profile.js';
import { AnswerText } from '../stream/answer-text.js';
import { Conversation } from '../stream/conversation.js';
import { effortNote } from '../stream/effort-note.js';
import { Thoughts } from '../stream/thoughts.js';
import { ToolLog } from '../stream/tool-log.js';
import { UnknownTypes } from '../stream/unknown-types.js';
import { AMP } from './manifest.js';
import { ampProblem } from './problem.js';

/** Translates the lines of Amp's `--stream-json` output, which are in Claude Code's format, for one run. */
export class AmpTranslator implements Translator {
  readonly #order: EngineOrder;
  readonly #mode: string;
  readonly #conversation: Conversation;
  readonly #tools: ToolLog;
  readonly #unknown = new UnknownTypes();
  readonly #words = new AnswerText();
  readonly #thoughts = new Thoughts();
  #inputTokens = 0;
  #cachedTokens = 0;
  #outputTokens = 0;
  #contextShare: number | null = null;
  #over = false;

  constructor(order: EngineOrder, mode: string) {
    this.#order = order;
    this.#mode = mode;
    this.#conversation = new Conversation(AMP.id, order);
    this.#tools = new ToolLog(order.directory);
  }

  get text(): string {
    return this.#words.text;
  }

  get phase(): TranslatorPhase {
    return this.#over ? 'answered' : 'working';
  }

  get unknown(): ReadonlyMap<string, number> {
    return this.#unknown.counts;
  }

  translate(line: JsonObject): readonly RunEvent[] {
    const blocks = listOf(objectOf(line['message'])['content']).map(objectOf);
    switch (line['type']) {
      case 'system':
        return line['subtype'] === 'init' ? this.#init(textOf(line['session_id'])) : this.#other(line);
      case 'assistant':
        this.#count(objectOf(objectOf(line['message'])['usage']), line);
        return blocks.flatMap((block) => this.#block(block, textOf(line['parent_tool_use_id']) ?? undefined));
      case 'user':
        return blocks.flatMap((block) => (block['type'] === 'tool_result' ? this.#tools.returned(block) : []));
      case 'result':
        return [this.#result(line)];
      default:
        return this.#other(line);
    }
  }

  /** Every result has a line of its own. */
  atEnd(): readonly RunEvent[] {
    return [];
  }

  #init(id: string | null): readonly RunEvent[] {
    if (id === null) return [];
    this.#over = false;
    const first = !this.#conversation.known;
    const started = this.#conversation.named(id, { permissionMode: this.#mode });
    return [...started, ...(first ? effortNote('Amp', this.#order) : [])];
  }

  #block(block: JsonObject, parent: string | undefined): readonly RunEvent[] {
    switch (block['type']) {
      case 'text':
        return parent === undefined ? this.#words.add(textOf(block['text']) ?? '') : [];
      case 'thinking':
        return this.#thoughts.note(textOf(block['thinking']), parent);
      case 'tool_use':
        if (parent === undefined) this.#words.startOver();
        return this.#tools.used(block, parent);
      default:
        return [];
    }
  }

  /**
   * Each message counts only itself. Tokens read from or written to the cache count as input; `max_tokens` is what fits
   * into the conversation.
   */
  #count(usage: JsonObject, line: JsonObject): void {
    const names = ['input_tokens', 'cache_creation_input_tokens', 'cache_read_input_tokens'];
    const input = names.reduce((sum, name) => sum + (amountOf(usage[name]) ?? 0), 0);
    const output = amountOf(usage['output_tokens']) ?? 0;
    this.#inputTokens += input;
    this.#cachedTokens += amountOf(usage['cache_read_input_tokens']) ?? 0;
    this.#outputTokens += output;
    const most = amountOf(usage['max_tokens']) ?? 0;
    if (most > 0 && textOf(line['parent_tool_use_id']) === null)
      this.#contextShare = Math.min(1, (input + output) / most);
  }

  #result(line: JsonObject): RunEvent {
    this.#over = true;
    const usage: RunUsage = {
      costUsd: amountOf(line['total_cost_usd']),
      turns: amountOf(line['num_turns']),
      durationMs: amountOf(line['duration_ms']),
      inputTokens: this.#inputTokens,
      outputTokens: this.#outputTokens,
      cachedTokens: this.#cachedTokens,
      contextShare: this.#contextShare,
    };
    const failed = line['is_error'] === true;
    const answer = (failed ? null : textOf(line['result'])) ?? this.text;
    return { kind: 'completed', ok: !failed, answer, problem: failed ? ampProblem(line) : null, usage };
  }

  #other(line: JsonObject): readonly RunEvent[] {
    const type = [line['type'], line['subtype']].flatMap((part) => textOf(part) ?? []).join('/');
    return this.#unknown.note(type === '' ? 'untyped' : type);
  }
}
