import type { EngineSettings } from '../../../application/values/config/engine-settings.js';
import type { EngineOrder } from '../../../domain/engine/engine.js';
import type { RunEvent, RunUsage } from '../../../domain/run/run-event.js';
import { amountOf, type JsonObject, objectOf, textOf } from '../lines/json-value.js';
import type { ProcessExit } from '../process/engine-process.js';
import type { Translator, TranslatorPhase } from '../profile/engine-profile.js';
import { ended, plainAction } from '../stream/action-events.js';
import { AnswerText, said } from '../stream/answer-text.js';
import { Conversation } from '../stream/conversation.js';
import { oneLine } from '../stream/tool-text.js';
import { UnknownTypes } from '../stream/unknown-types.js';
import { codexSandbox } from './arguments.js';
import { type ItemPhase, itemEvents } from './items.js';
import { CODEX } from './manifest.js';
import { codexProblem } from './problem.js';
import { ReconnectNote } from './reconnect-note.js';

/** Translates the lines of `codex exec --json` (seen: 0.171.0) for one run. */
export class CodexTranslator implements Translator {
  readonly #order: EngineOrder;
  readonly #settings: EngineSettings;
  readonly #conversation: Conversation;
  readonly #reconnect = new ReconnectNote();
  readonly #unknown = new UnknownTypes();
  readonly #words = new AnswerText();
  #error: string | null = null;
  #over = false;
  #complaints = 0;

  constructor(order: EngineOrder, settings: EngineSettings) {
    this.#order = order;
    this.#settings = settings;
    this.#conversation = new Conversation(CODEX.id, order);
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
    switch (line['type']) {
      case 'thread.started':
        return this.#started(textOf(line['thread_id']));
      case 'turn.started':
        this.#over = false;
        return [];
      case 'item.started':
        return this.#item(objectOf(line['item']), 'started');
      case 'item.updated':
        return this.#item(objectOf(line['item']), 'updated');
      case 'item.completed':
        return this.#item(objectOf(line['item']), 'completed');
      case 'turn.completed':
        return this.#completed(objectOf(line['usage']));
      case 'turn.failed':
        return this.#failed(messageOf(line['error']) ?? textOf(line['message']) ?? this.#error ?? 'The turn failed.');
      case 'error':
        return this.#complaint(textOf(line['message']) ?? messageOf(line['error']) ?? 'unknown error');
      default:
        return this.#unknown.note(textOf(line['type']) ?? 'untyped');
    }
  }

  /** An error is followed by `turn.failed`, unless the program did not get that far. */
  atEnd(exit: ProcessExit): readonly RunEvent[] {
    return this.#over || this.#error === null || exit.signal !== null ? [] : this.#failed(this.#error);
  }

  /** The CLI says neither its model nor its sandbox; they are told as far as they were chosen. */
  #started(id: string | null): readonly RunEvent[] {
    if (id === null) return [];
    const { model, effort } = this.#order.options;
    return this.#conversation.named(id, {
      model: model ?? this.#settings.model,
      effort,
      permissionMode: codexSandbox(this.#order, this.#settings),
    });
  }

  #item(item: JsonObject, phase: ItemPhase): readonly RunEvent[] {
    const before = this.#reconnect.over(true);
    if (item['type'] === 'agent_message') return [...before, ...(phase === 'completed' ? this.#said(item) : [])];
    const shown = itemEvents(item, phase, this.#order.directory);
    const type = textOf(item['type']) ?? 'untyped';
    return [...before, ...(shown ?? this.#unknown.note(`item/${type}`))];
  }

  /** The last message is the answer, but for what it says on the way (`commentary`). */
  #said(item: JsonObject): readonly RunEvent[] {
    const text = textOf(item['text']) ?? '';
    if (item['phase'] === 'commentary') return said(text);
    this.#words.startOver();
    return this.#words.add(text);
  }

  /** Not terminal: the CLI tries again, or `turn.failed` follows. */
  #complaint(message: string): readonly RunEvent[] {
    const reconnecting = this.#reconnect.of(message);
    if (reconnecting !== null) return reconnecting;
    this.#error = message;
    const { message: words } = codexProblem(message);
    const warning = ended(plainAction(`error.${++this.#complaints}`, 'warning', oneLine(words, 400)), false);
    return [...this.#reconnect.over(false), warning];
  }

  #completed(usage: JsonObject): readonly RunEvent[] {
    this.#over = true;
    const result: RunEvent = {
      kind: 'completed',
      ok: true,
      answer: this.text,
      problem: null,
      usage: this.#usage(usage),
    };
    return [...this.#reconnect.over(true), result];
  }

  #failed(message: string): readonly RunEvent[] {
    this.#over = true;
    const problem = codexProblem(message);
    const result: RunEvent = { kind: 'completed', ok: false, answer: this.text, problem, usage: null };
    return [...this.#reconnect.over(false), result];
  }

  /** The counts go over the whole conversation; of a resumed one it can't be told which of them are this run's. */
  #usage(usage: JsonObject): RunUsage | null {
    if (this.#order.resume !== null) return null;
    return {
      costUsd: null,
      turns: null,
      durationMs: null,
      inputTokens: amountOf(usage['input_tokens']),
      outputTokens: amountOf(usage['output_tokens']),
      cachedTokens: amountOf(usage['cached_input_tokens']),
    };
  }
}

/** An error is a text, or an object with one. */
function messageOf(error: unknown): string | null {
  return textOf(error) ?? textOf(objectOf(error)['message']);
}
