import { isJsonObject } from '../../../domain/json-shape.js';
import type { RunUsage } from '../../../domain/run/run-event.js';
import { amountOf, type JsonObject, objectOf } from '../lines/json-value.js';

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
  #lastTotalUsd = 0;

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
    };
  }

  #addModel(model: JsonObject): void {
    this.#costUsd += amountOf(model['costUSD']) ?? 0;
    this.#inputTokens += sum(model, ['inputTokens', 'cacheReadInputTokens', 'cacheCreationInputTokens']);
    this.#outputTokens += sum(model, ['outputTokens']);
  }

  #addTotals(usage: JsonObject, costUsd: number): void {
    this.#costUsd += Math.max(0, costUsd);
    this.#inputTokens += sum(usage, ['input_tokens', 'cache_read_input_tokens', 'cache_creation_input_tokens']);
    this.#outputTokens += sum(usage, ['output_tokens']);
  }
}

function sum(from: JsonObject, names: readonly string[]): number {
  return names.reduce((total, name) => total + (amountOf(from[name]) ?? 0), 0);
}
