import type { EngineSettings } from '../../../application/values/config/engine-settings.js';
import type { EngineOrder } from '../../../domain/engine/engine.js';
import type { EngineProblem, RunEvent } from '../../../domain/run/run-event.js';
import { type JsonObject, objectOf, textOf } from '../lines/json-value.js';
import type { Translator, TranslatorPhase } from '../profile/engine-profile.js';
import { ended, plainAction } from '../stream/action-events.js';
import { AnswerText } from '../stream/answer-text.js';
import { Conversation } from '../stream/conversation.js';
import { Thoughts } from '../stream/thoughts.js';
import { oneLine } from '../stream/tool-text.js';
import { UnknownTypes } from '../stream/unknown-types.js';
import { opencodeMode } from './arguments.js';
import { OPENCODE } from './manifest.js';
import { opencodeProblem } from './problem.js';
import { StepUsage } from './step-usage.js';
import { toolUse, wasRejected } from './tool-use.js';

const REJECTED: EngineProblem = {
  kind: 'not-allowed',
  message:
    'OpenCode stopped because a tool needed a permission and nobody could be asked. ' +
    'Allow it in OpenCode’s own configuration, or choose permission_mode "auto".',
};

/**
 * Translates the lines of `opencode run --format json` (seen: 1.18.33) for one run. No line is certain to be the last: a
 * conversation that is too long fails, is compacted (with a step of its own that stops) and goes on. The end of the
 * output decides, whatever the exit code says.
 */
export class OpencodeTranslator implements Translator {
  readonly #order: EngineOrder;
  readonly #settings: EngineSettings;
  readonly #conversation: Conversation;
  readonly #usage = new StepUsage();
  readonly #unknown = new UnknownTypes();
  readonly #words = new AnswerText();
  readonly #thoughts = new Thoughts();
  #stepOver: string | null = null;
  #problem: EngineProblem | null = null;
  #failedOnce = false;
  /** Whether the step shortens the conversation that did not fit. */
  #compacts = false;
  #count = 0;

  constructor(order: EngineOrder, settings: EngineSettings) {
    this.#order = order;
    this.#settings = settings;
    this.#conversation = new Conversation(OPENCODE.id, order);
  }

  get text(): string {
    return this.#words.text;
  }

  /** After a failure there may be a long silence, in which the conversation is compacted. */
  get phase(): TranslatorPhase {
    if (this.#stepOver !== 'stop') return 'working';
    return this.#failedOnce ? 'background' : 'answered';
  }

  get unknown(): ReadonlyMap<string, number> {
    return this.#unknown.counts;
  }

  translate(line: JsonObject): readonly RunEvent[] {
    return [...this.#named(line), ...this.#events(line, objectOf(line['part']))];
  }

  atEnd(): readonly RunEvent[] {
    const usage = this.#usage.total;
    const answer = this.text;
    if (this.#problem !== null) return [{ kind: 'completed', ok: false, answer, problem: this.#problem, usage }];
    if (this.#stepOver !== 'stop') return [];
    return [{ kind: 'completed', ok: true, answer, problem: null, usage }];
  }

  /** Every line names the conversation; none says the model or the mode. */
  #named(line: JsonObject): readonly RunEvent[] {
    const id = textOf(line['sessionID']);
    if (id === null || this.#conversation.known) return [];
    const { model, effort } = this.#order.options;
    return this.#conversation.named(id, {
      model: model ?? this.#settings.model,
      effort,
      permissionMode: opencodeMode(this.#order, this.#settings),
    });
  }

  #events(line: JsonObject, part: JsonObject): readonly RunEvent[] {
    switch (line['type']) {
      case 'step_start':
        return this.#stepStarted();
      case 'text':
        return this.#said(part);
      case 'reasoning':
        return this.#thoughts.note(textOf(part['text']));
      case 'tool_use':
        if (wasRejected(part)) this.#problem = REJECTED;
        return [toolUse(part, ++this.#count, this.#order.directory)];
      case 'step_finish':
        this.#usage.add(part);
        this.#stepOver = textOf(part['reason']) ?? 'unknown';
        return this.#usage.total === null ? [] : [{ kind: 'spent', usage: this.#usage.total }];
      case 'error':
        return this.#failed(objectOf(line['error']));
      default:
        return this.#unknown.note(textOf(line['type']) ?? 'untyped');
    }
  }

  /** What was said in the step before was no answer, and what went wrong was got over. */
  #stepStarted(): readonly RunEvent[] {
    this.#stepOver = null;
    this.#compacts = this.#problem?.kind === 'context-full';
    this.#problem = null;
    this.#words.startOver();
    return [];
  }

  /** A synthetic text is what OpenCode tells the model in the person's place; a summary is for the model as well. */
  #said(part: JsonObject): readonly RunEvent[] {
    const text = textOf(part['text']);
    if (text === null || part['synthetic'] === true) return [];
    return this.#compacts ? this.#thoughts.note(text) : this.#words.add(text);
  }

  #failed(error: JsonObject): readonly RunEvent[] {
    this.#problem = opencodeProblem(error);
    this.#failedOnce = true;
    const title = oneLine(this.#problem.message, 400);
    return [ended(plainAction(`error.${++this.#count}`, 'warning', title), false)];
  }
}
