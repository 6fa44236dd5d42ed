import { expect } from 'chai';
import { ClaudeUsage } from '../../../src/adapters/engines/claude/usage.js';
import { amountOf } from '../../../src/adapters/engines/lines/json-value.js';

describe('what agents say that they used', () => {
  it('counts only where it can be an amount', () => {
    for (const value of [0, 0.1, 3, 1e9]) expect(amountOf(value)).to.equal(value);
    for (const value of [-0.01, -1e308, 1e308, Number.NaN, Number.POSITIVE_INFINITY, '3', null]) {
      expect(amountOf(value), String(value)).to.equal(null);
    }
  });

  it('never lowers what was spent before', () => {
    const usage = new ClaudeUsage();
    usage.add({ total_cost_usd: 2, model_usage_since_last_result: { a: { costUSD: 2, outputTokens: 5 } } });
    const after = usage.add({
      total_cost_usd: -100,
      model_usage_since_last_result: { a: { costUSD: -100, outputTokens: -5 }, b: { costUSD: 1e308 } },
    });
    expect(after).to.include({ costUsd: 2, outputTokens: 5 });
  });
});
