import type { RunUsage } from '../../../domain/run/run-event.js';
import { amountOf, type JsonObject, objectOf } from '../lines/json-value.js';

/** Adds up what the model's messages in one run used; each counts only itself. */
export class MessageUsage {
  #costUsd = 0;
  #turns = 0;
  #inputTokens = 0;
  #outputTokens = 0;
  #cachedTokens = 0;

  /** One more message of the model. Tokens read from or written to the cache count as input. */
  add(message: JsonObject): void {
    const usage = objectOf(message['usage']);
    this.#costUsd += amountOf(objectOf(usage['cost'])['total']) ?? 0;
    this.#turns += 1;
    for (const name of ['input', 'cacheRead', 'cacheWrite']) this.#inputTokens += amountOf(usage[name]) ?? 0;
    this.#cachedTokens += amountOf(usage['cacheRead']) ?? 0;
    this.#outputTokens += amountOf(usage['output']) ?? 0;
  }

  /** What the messages so far used. */
  get total(): RunUsage {
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
