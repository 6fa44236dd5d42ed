import { isJsonObject } from '../../../domain/json-shape.js';
import type { RunUsage } from '../../../domain/run/run-event.js';
import { amountOf, type JsonObject, objectOf, textOf } from '../lines/json-value.js';

/** What counts as input: also what is read from the cache or written to it. */
const READ = ['input_tokens', 'cache_read_input_tokens', 'cache_creation_input_tokens'] as const;

/**
 * Adds up what the results of one process say they used. A result's `total_cost_usd` goes over the whole conversation,
 * so what belongs to this run comes from `model_usage_since_last_result`, or from the difference where that is missing.
 */
export class ClaudeUsage {
  #costUsd = 0;
  #turns = 0;
  #durationMs = 0;
  #inputTokens = 0;
  #outputTokens = 0;
  #cachedTokens = 0;
  #lastTotalUsd = 0;
  #filledBy: { readonly model: string; readonly tokens: number } | null = null;

  /** A message of the model itself: all that it read and wrote is the conversation as it is then. */
  filled(message: JsonObject): void {
    const tokens = sum(objectOf(message['usage']), [...READ, 'output_tokens']);
    const model = textOf(message['model']);
    if (model !== null && tokens > 0) this.#filledBy = { model, tokens };
  }

  /** The usage of the run up to and with this result. Tokens read from or written to the cache count as input. */
  add(result: JsonObject): RunUsage {
    const total = amountOf(result['total_cost_usd']) ?? this.#lastTotalUsd;
    const since = result['model_usage_since_last_result'];
    if (isJsonObject(since)) for (const model of Object.values(since)) this.#addModel(objectOf(model));
    else this.#addTotals(objectOf(result['usage']), total - this.#lastTotalUsd);
    this.#lastTotalUsd = total;
    this.#turns += amountOf(result['num_turns']) ?? 0;
    this.#durationMs += amountOf(result['duration_ms']) ?? 0;
    return {
      costUsd: this.#costUsd,
      turns: this.#turns,
      durationMs: this.#durationMs,
      inputTokens: this.#inputTokens,
      outputTokens: this.#outputTokens,
      cachedTokens: this.#cachedTokens,
      contextShare: this.#contextShare(objectOf(result['modelUsage'])),
    };
  }

  #contextShare(models: JsonObject): number | null {
    const filled = this.#filledBy;
    if (filled === null) return null;
    const own =
      models[filled.model] ?? Object.values(models).find((model) => objectOf(model)['canonicalModel'] === filled.model);
    const window = amountOf(objectOf(own)['contextWindow']) ?? 0;
    return window === 0 ? null : Math.min(1, filled.tokens / window);
  }

  #addModel(model: JsonObject): void {
    this.#costUsd += amountOf(model['costUSD']) ?? 0;
    this.#inputTokens += sum(model, ['inputTokens', 'cacheReadInputTokens', 'cacheCreationInputTokens']);
    this.#cachedTokens += sum(model, ['cacheReadInputTokens']);
    this.#outputTokens += sum(model, ['outputTokens']);
  }

  #addTotals(usage: JsonObject, costUsd: number): void {
    this.#costUsd += Math.max(0, costUsd);
    this.#inputTokens += sum(usage, READ);
    this.#cachedTokens += sum(usage, ['cache_read_input_tokens']);
    this.#outputTokens += sum(usage, ['output_tokens']);
  }
}

function sum(from: JsonObject, names: readonly string[]): number {
  return names.reduce((total, name) => total + (amountOf(from[name]) ?? 0), 0);
}
