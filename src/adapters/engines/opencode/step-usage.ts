import type { RunUsage } from '../../../domain/run/run-event.js';
import { amountOf, type JsonObject, objectOf } from '../lines/json-value.js';

/** Adds up what the steps of one run used; `step_finish` counts its own step only. */
export class StepUsage {
  #costUsd = 0;
  #turns = 0;
  #inputTokens = 0;
  #outputTokens = 0;
  #cachedTokens = 0;

  /** One more step. Tokens read from or written to the cache count as input, tokens of thought as output. */
  add(part: JsonObject): void {
    const tokens = objectOf(part['tokens']);
    const cache = objectOf(tokens['cache']);
    this.#costUsd += amountOf(part['cost']) ?? 0;
    this.#turns += 1;
    this.#inputTokens += sum(tokens['input'], cache['read'], cache['write']);
    this.#cachedTokens += sum(cache['read']);
    this.#outputTokens += sum(tokens['output'], tokens['reasoning']);
  }

  /** What the steps so far used; `null` if there was none. */
  get total(): RunUsage | null {
    if (this.#turns === 0) return null;
    return {
      costUsd: this.#costUsd,
      turns: this.#turns,
      durationMs: null,
      inputTokens: this.#inputTokens,
      outputTokens: this.#outputTokens,
      cachedTokens: this.#cachedTokens,
    };
  }
}

function sum(...values: readonly unknown[]): number {
  return values.reduce<number>((total, value) => total + (amountOf(value) ?? 0), 0);
}
