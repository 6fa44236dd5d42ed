import { expect } from 'chai';
import fc from 'fast-check';
import { linesOf, order, Translated } from './recording.js';

const INIT = { type: 'system', subtype: 'init', session_id: 's1', model: 'm', permissionMode: 'plan' };
const RESULT = { type: 'result', subtype: 'success', is_error: false, result: 'done', total_cost_usd: 1 };

function said(text: string, more: object = {}) {
  return { type: 'assistant', message: { content: [{ type: 'text', text }] }, parent_tool_use_id: null, ...more };
}

describe("the translator of Claude Code's lines", () => {
  it('survives any line', () => {
    const known = fc.constantFrom('system', 'assistant', 'user', 'result', 'tool_progress', 'rate_limit_event', 'init');
    const value = fc.jsonValue();
    const line = fc.record(
      { type: known, subtype: fc.oneof(known, value), message: value, session_id: value, result: value, tasks: value },
      { requiredKeys: ['type'] },
    );
    fc.assert(fc.property(fc.array(line), (lines) => void new Translated(lines)));
  });

  it('survives a recording with any of its fields missing', () => {
    const lines = linesOf('task');
    for (const [index, line] of lines.entries()) {
      for (const key of Object.keys(line)) {
        const damaged = Object.fromEntries(Object.entries(line).filter(([name]) => name !== key));
        expect(() => new Translated(lines.with(index, damaged))).to.not.throw();
      }
    }
  });

  it('warns when it goes on as another conversation than was asked for', () => {
    const resume = { engine: 'claude', value: 's0', directory: null };
    const { outcome, tokens } = new Translated([INIT], order({ resume }));
    expect(outcome).to.deep.equal(['warning continued as conversation s1, not s0 completed false']);
    expect(tokens).to.deep.equal(['s1']);
  });

  it('names the effort that was asked for', () => {
    const options = { model: null, effort: 'high', permissionMode: null };
    const [started] = new Translated([INIT], order({ options })).events;
    expect(started).to.deep.include({ meta: { model: 'm', permissionMode: 'plan', effort: 'high' } });
  });

  it('warns of a permission that nobody could be asked for', () => {
    const line = { type: 'system', subtype: 'permission_denied', tool_name: 'WebFetch', message: 'not granted' };
    expect(new Translated([line, line]).outcome).to.deep.equal([
      'warning no permission for WebFetch completed false',
      'warning no permission for WebFetch completed false',
    ]);
  });

  it('shows usage limits, unless they only say that all is well', () => {
    const event = (rate_limit_info: object) => ({ type: 'rate_limit_event', rate_limit_info });
    const lines = [event({ status: 'allowed' }), event({ status: 'rejected', retry_after_ms: 90_000 })];
    expect(new Translated(lines).outcome).to.deep.equal(['warning usage limit reached, waiting 90 s completed false']);
  });

  it('tells a new type once and counts it', () => {
    const { events, translator } = new Translated([
      { type: 'news' },
      { type: 'news' },
      { type: 'system', subtype: 'x' },
    ]);
    expect(events).to.have.length(2);
    expect([...translator.unknown]).to.deep.equal([
      ['news', 2],
      ['system/x', 1],
    ]);
  });

  it('bounds what it remembers of types that nobody knows', () => {
    const lines = Array.from({ length: 1000 }, (_, index) => ({ type: `news-${index}` }));
    expect(new Translated(lines).translator.unknown.size).to.equal(10);
  });

  it('keeps what the model said when the turn then fails', () => {
    const failed = { ...RESULT, is_error: true, result: 'API Error', api_error_status: 529 };
    const { results } = new Translated([INIT, said('half'), said('API Error', { error: 'overloaded' }), failed]);
    expect(results[0]).to.deep.include({ ok: false, answer: 'half' });
    expect(results[0]?.problem).to.deep.equal({ kind: 'overloaded', message: 'API Error' });
  });

  it('takes the last words for the answer where the result has none', () => {
    const { results } = new Translated([INIT, said('one'), said('two'), { ...RESULT, result: '' }]);
    expect(results[0]?.answer).to.equal('two');
  });

  it('takes the difference of the totals for the cost where nothing better is given', () => {
    const { results } = new Translated([INIT, RESULT, INIT, { ...RESULT, total_cost_usd: 1.5 }]);
    expect(results.map(({ usage }) => usage?.costUsd)).to.deep.equal([1, 1.5]);
  });

  it('counts tokens from the cache as input', () => {
    const used = {
      inputTokens: 1,
      cacheReadInputTokens: 20,
      cacheCreationInputTokens: 300,
      outputTokens: 4,
      costUSD: 0,
    };
    const { results } = new Translated([{ ...RESULT, model_usage_since_last_result: { m: used } }]);
    expect(results[0]?.usage).to.deep.include({ inputTokens: 321, outputTokens: 4 });
  });

  it('works again when a turn follows a result', () => {
    expect(new Translated([INIT, said('a'), RESULT, INIT]).phases).to.deep.equal([
      'working',
      'working',
      'answered',
      'working',
    ]);
  });

  it('ignores the result of a tool that it never saw begin', () => {
    const content = [{ type: 'tool_result', tool_use_id: 'gone', content: 'x' }];
    expect(new Translated([{ type: 'user', message: { content } }]).events).to.deep.equal([]);
  });
});

describe('the meaning of a failed result', () => {
  const kindOf = (fields: object, error?: string) => {
    const before = error === undefined ? [] : [said('x', { error })];
    return new Translated([...before, { ...RESULT, is_error: true, ...fields }]).results[0]?.problem?.kind;
  };

  it('is told from codes first, then from the status, then from the words', () => {
    expect(kindOf({ result: 'Not logged in · Please run /login' }, 'authentication_failed')).to.equal('authentication');
    expect(kindOf({ result: 'Credit balance is too low', api_error_status: 400 }, 'billing_error')).to.equal('quota');
    expect(kindOf({ result: 'No such model', api_error_status: 404 }, 'model_not_found')).to.equal('model');
    expect(kindOf({ result: 'x', api_error_status: 503 }, 'server_error')).to.equal('overloaded');
    expect(kindOf({ result: 'x', api_error_status: 429 })).to.equal('rate-limit');
    expect(kindOf({ result: 'API Error: Stream idle timeout - partial response received' })).to.equal('stream-idle');
    expect(kindOf({ result: "You've hit your limit · resets 3pm" }, 'rate_limit')).to.equal('quota');
    expect(kindOf({ result: 'Prompt is too long', terminal_reason: 'prompt_too_long' }, 'invalid_request')).to.equal(
      'context-full',
    );
    expect(kindOf({ result: 'something new' })).to.equal('other');
  });
});
