/** Dollars for a million tokens. */
const PRICE = { input: 5, cached: 0.5, output: 25 };
/** What every conversation begins with: instructions and descriptions of tools. */
const FIRST_TOKENS = 11_400;
const WINDOW_TOKENS = 200_000;

/** Counts tokens as a provider would: each request reads all that was said before, most of it from the cache. */
export class Bill {
  #model;
  #context = FIRST_TOKENS;
  #fresh = FIRST_TOKENS;
  #since = { input: 0, cached: 0, output: 0, requests: 0 };
  #totalUsd = 0;

  constructor(model) {
    this.#model = model;
  }

  /** Something came into the context. */
  read(text) {
    this.#fresh += tokensIn(text);
  }

  /** A request and what was said to it; its usage. */
  request(text) {
    const said = tokensIn(text);
    const cached = this.#context - FIRST_TOKENS;
    const usage = { input_tokens: this.#fresh, cache_read_input_tokens: cached, output_tokens: said };
    this.#since.input += this.#fresh;
    this.#since.cached += cached;
    this.#since.output += said;
    this.#since.requests += 1;
    this.#context += this.#fresh + said;
    this.#fresh = 0;
    return { ...usage, cache_creation_input_tokens: 0 };
  }

  /** The fields of a result line about what was used since the last one. */
  settled() {
    const { input, cached, output, requests } = this.#since;
    const costUSD = (input * PRICE.input + cached * PRICE.cached + output * PRICE.output) / 1e6;
    this.#totalUsd += costUSD;
    this.#since = { input: 0, cached: 0, output: 0, requests: 0 };
    const tokens = { inputTokens: input, outputTokens: output, cacheReadInputTokens: cached };
    const used = { ...tokens, cacheCreationInputTokens: 0, costUSD, contextWindow: WINDOW_TOKENS };
    return {
      num_turns: requests,
      total_cost_usd: this.#totalUsd,
      usage: { input_tokens: input, cache_read_input_tokens: cached, output_tokens: output },
      modelUsage: { [this.#model]: used },
      model_usage_since_last_result: { [this.#model]: used },
    };
  }
}

function tokensIn(text) {
  return Math.ceil(text.length / 3.6);
}
