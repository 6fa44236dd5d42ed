import { expect } from 'chai';
import { ENGINES } from '../../../src/adapters/engines/engines.js';
import type { EngineProfile } from '../../../src/adapters/engines/profile/engine-profile.js';
import { errorBody } from '../../../src/adapters/engines/stream/error-body.js';
import { providerProblem } from '../../../src/adapters/engines/stream/provider-problem.js';
import type { EngineProblem } from '../../../src/domain/run/run-event.js';
import { translated } from './profiles.js';

const profiles = new Map<string, EngineProfile>(
  ENGINES.map(({ manifest, profile }) => [manifest.id, profile(undefined, { streamIdleTimeoutMs: 300_000 })]),
);

/** The lines by which an engine says that its run failed with these words. */
const FAILURES: Readonly<Record<string, (words: string) => readonly object[]>> = {
  claude: (words) => [{ type: 'result', subtype: 'success', is_error: true, result: words }],
  codex: (words) => [{ type: 'turn.failed', error: { message: words } }],
  opencode: (words) => [
    { type: 'error', sessionID: 'ses_1', error: { name: 'APIError', data: { message: words, isRetryable: false } } },
  ],
  pi: (words) => [
    { type: 'message_end', message: { role: 'assistant', content: [], stopReason: 'error', errorMessage: words } },
    { type: 'agent_settled' },
  ],
  gemini: (words) => [{ type: 'result', status: 'error', error: { type: 'Error', message: `[API Error: ${words}]` } }],
  amp: (words) => [{ type: 'result', subtype: 'error_during_execution', is_error: true, error: words }],
};

function problemOf(engine: string, words: string): EngineProblem {
  const profile = profiles.get(engine);
  const { result } = translated(profile as EngineProfile, FAILURES[engine]?.(words) ?? []);
  if (result?.problem === null || result?.problem === undefined) throw new Error(`${engine}: no problem`);
  return result.problem;
}

type Case = readonly [words: string, kind: EngineProblem['kind'], limit?: EngineProblem['limit']];

/** What each engine, or the providers that it is used with, writes. */
const OWN_TEXTS: Readonly<Record<string, readonly Case[]>> = {
  claude: [
    ['Claude AI usage limit reached|1796059800', 'quota'],
    ["You've hit your limit · resets 3pm (Europe/Berlin)", 'quota'],
    ['5-hour limit reached ∙ resets 3pm', 'quota', 'session'],
    ["You've hit your session limit · resets 4pm", 'quota', 'session'],
    ["You've hit your weekly limit · resets Dec 5, 3pm", 'quota', 'weekly'],
    ["You've hit your Opus limit · resets Monday", 'quota'],
    ["You've hit your monthly spend limit · /usage-credits to raise it", 'quota', 'monthly'],
    ['Credit balance is too low', 'quota', 'credits'],
    ["You're out of extra usage · resets 3pm", 'quota', 'credits'],
    ['Invalid API key · Please run /login', 'authentication'],
    ['OAuth token has expired. Please run /login', 'authentication'],
    ['Not logged in · Please run /login', 'authentication'],
    ['Prompt is too long', 'context-full'],
    ['API Error: 400 {"type":"error","error":{"type":"invalid_request_error","message":"input length and `max_tokens` exceed context limit: 199999 + 21333 > 200000"}}', 'context-full'],
    ['API Error: 529 {"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}', 'overloaded'],
    ['API Error: 429 {"type":"error","error":{"type":"rate_limit_error","message":"This request would exceed your account\'s rate limit. Please try again later."}}', 'rate-limit'],
    ['API Error: Server is temporarily limiting requests (not your usage limit) · Rate limited', 'rate-limit'],
    ['API Error: Claude Code is unable to respond to this request, which appears to violate our Usage Policy', 'refused'],
    ["There's an issue with the selected model (opus-9). It may not exist or you may not have access to it.", 'model'],
  ],
  codex: [
    ['You’ve hit your usage limit. Upgrade to Pro (https://chatgpt.com/explore/pro), visit https://chatgpt.com/settings/usage to purchase more credits or try again at Dec 5th, 2026 3:07 PM.', 'quota'],
    ['You’ve hit your usage limit. To get more access now, send a request to your admin or try again in 4 days 20 hours.', 'quota'],
    ['Your workspace is out of credits. Add credits to continue.', 'quota', 'credits'],
    ['Quota exceeded. Check your plan and billing details.', 'quota', 'credits'],
    ['unexpected status 401 Unauthorized: {"error":{"message":"Incorrect API key provided: sk-x.","code":"invalid_api_key"}}', 'authentication'],
    ['Your access token could not be refreshed because your refresh token has expired. Please log out and sign in again.', 'authentication'],
    ['Missing environment variable: `OPENAI_API_KEY`.', 'authentication'],
    ["Codex ran out of room in the model's context window. Start a new thread or clear earlier history before retrying.", 'context-full'],
    ['exceeded retry limit, last status: 429 Too Many Requests', 'rate-limit'],
    ['Rate limit reached for gpt-5 in organization org-x on tokens per min (TPM): Limit 30000. Please try again in 1.898s.', 'rate-limit'],
    ['We’re currently experiencing high demand, which may cause temporary errors.', 'overloaded'],
    ['Selected model is at capacity. Please try a different model.', 'overloaded'],
    ["The 'gpt-9' model is not supported when using Codex with a ChatGPT account.", 'model'],
    ["Invalid prompt: we've limited access to this content for safety reasons.", 'refused'],
    ['{"detail":"The model `gpt-x` does not exist or you do not have access to it."}', 'model'],
  ],
  opencode: [
    ['Free usage exceeded, subscribe to Go', 'quota', 'credits'],
    ['weekly usage limit reached. It will reset in 2 days 3 hours. To continue using this model now, enable usage from your available balance - https://opencode.ai/workspace/x/go', 'quota', 'weekly'],
    ['Insufficient credits. Add more using https://openrouter.ai/settings/credits', 'quota', 'credits'],
    ['Rate limit exceeded: free-models-per-day. Add 10 credits to unlock 1000 free model requests per day', 'quota', 'daily'],
    ['This endpoint\'s maximum context length is 200000 tokens. However, you requested about 250000 tokens.', 'context-full'],
    ['Provider is overloaded', 'overloaded'],
    ['invalid x-api-key', 'authentication'],
    ['No endpoints found for x/y', 'model'],
  ],
  pi: [
    ['429 {"error":{"message":"Usage limit reached for 5 hour. Your limit will reset at 2026-11-30 18:05:41","code":"1308"}}', 'quota', 'session'],
    ['402 {"error":{"message":"Insufficient Balance","type":"unknown_error"}}', 'quota', 'credits'],
    ['401 {"error":{"message":"User not found.","code":401}}', 'authentication'],
    ['No API key for provider: openai', 'authentication'],
    ['400 the request exceeds the available context size, try increasing it', 'context-full'],
    ['400 {"message":"Input is too long for requested model."}', 'context-full'],
    ['Rate limit reached for model `x` on tokens per day (TPD): Limit 500000, Used 499000. Please try again in 7m12s.', 'quota', 'daily'],
    ['503 {"error":{"code":503,"message":"The model is overloaded. Please try again later.","status":"UNAVAILABLE"}}', 'overloaded'],
    ['ThrottlingException: Too many requests, please wait before trying again.', 'rate-limit'],
  ],
  gemini: [
    ['You have exhausted your daily quota on this model.', 'quota', 'daily'],
    ['You have exhausted your capacity on this model. Your quota will reset after 18h22m13s.', 'quota'],
    ['{"error":{"code":429,"message":"You exceeded your current quota, please check your plan and billing details.","status":"RESOURCE_EXHAUSTED","details":[{"violations":[{"quotaId":"GenerateRequestsPerDayPerProjectPerModel-FreeTier"}]},{"retryDelay":"36s"}]}}', 'quota', 'daily'],
    ['{"error":{"message":"{\\n  \\"error\\": {\\n    \\"code\\": 429,\\n    \\"message\\": \\"Resource has been exhausted (e.g. check quota).\\",\\n    \\"status\\": \\"RESOURCE_EXHAUSTED\\"\\n  }\\n}\\n","code":429,"status":"Too Many Requests"}}', 'rate-limit'],
    ['API key not valid. Please pass a valid API key.', 'authentication'],
    ['The input token count (1200000) exceeds the maximum number of tokens allowed (1048576).', 'context-full'],
    ['{"error":{"code":503,"message":"The model is overloaded. Please try again later.","status":"UNAVAILABLE"}}', 'overloaded'],
    ['models/gemini-9 is not found for API version v1beta, or is not supported for generateContent.', 'model'],
    ['Response blocked due to prohibited_content', 'refused'],
  ],
  amp: [
    ['Out of credits. Add credits at https://ampcode.com/settings', 'quota', 'credits'],
    ['This mode requires paid credits', 'quota', 'credits'],
    ['Insufficient credit balance', 'quota', 'credits'],
    ['401 Unauthorized', 'authentication'],
    ['No API key found. Run amp login first.', 'authentication'],
    ['429 Too Many Requests', 'rate-limit'],
    ['prompt is too long: 210000 tokens > 200000 maximum', 'context-full'],
    ['500 Internal Server Error', 'overloaded'],
  ],
}; // biome-ignore format: a table to be read by rows

describe('the problems of providers', () => {
  for (const [engine, cases] of Object.entries(OWN_TEXTS)) {
    it(`are told as what they are by ${engine}`, () => {
      for (const [words, kind, limit] of cases) {
        const problem = problemOf(engine, words);
        expect(problem.kind, words).to.equal(kind);
        expect(problem.limit, words).to.equal(limit);
        expect(problem.message, words)
          .to.not.match(/[{}]|"\w+":|\|\d/)
          .and.not.equal('');
      }
    });
  }

  it('are the same whichever engine tells them', () => {
    const general = Object.values(OWN_TEXTS)
      .flat()
      .filter(([words]) => !words.includes('{'));
    for (const engine of Object.keys(OWN_TEXTS)) {
      for (const [words, kind] of general) expect(problemOf(engine, words).kind, `${engine}: ${words}`).to.equal(kind);
    }
  });

  it('say when a limit is over where a field or a number behind the words does', () => {
    expect(problemOf('claude', 'Claude AI usage limit reached|1796059800')).to.deep.equal({
      kind: 'quota',
      message: 'Claude AI usage limit reached',
      resetsAt: 1_796_059_800_000,
    });
    const body = {
      error: { type: 'usage_limit_reached', message: 'The usage limit has been reached', resets_in_seconds: 7_200 },
    };
    expect(problemOf('codex', `unexpected status 429: ${JSON.stringify(body)}`)).to.deep.equal({
      kind: 'quota',
      message: 'The usage limit has been reached. Try again in 7200s.',
    });
    const at = { error: { ...body.error, resets_in_seconds: undefined, resets_at: 1_796_059_800 } };
    expect(problemOf('codex', JSON.stringify(at)).resetsAt).to.equal(1_796_059_800_000);
    const event = { type: 'rate_limit_event', rate_limit_info: { status: 'rejected', resetsAt: 1_796_059_800 } };
    const lines = [event, ...(FAILURES['claude']?.("You've hit your weekly limit") ?? [])];
    const { result } = translated(profiles.get('claude') as EngineProfile, lines);
    expect(result?.problem).to.deep.include({ kind: 'quota', limit: 'weekly', resetsAt: 1_796_059_800_000 });
    const near = { type: 'rate_limit_event', rate_limit_info: { status: 'allowed_warning', resetsAt: 1_796_500_000 } };
    for (const beside of [[near], [event, near]]) {
      const busy = [...beside, ...(FAILURES['claude']?.('API Error: 429 too many requests') ?? [])];
      const { result: failed } = translated(profiles.get('claude') as EngineProfile, busy);
      expect(failed?.problem?.kind).to.equal('rate-limit');
      expect(failed?.problem).not.to.have.property('resetsAt');
    }
    const error = {
      name: 'APIError',
      data: { message: 'Too Many Requests', statusCode: 429, responseHeaders: { 'retry-after': '90' } },
    };
    const { result: waited } = translated(profiles.get('opencode') as EngineProfile, [{ type: 'error', error }]);
    expect(waited?.problem?.message).to.equal('Too Many Requests. Try again in 90s.');
  });

  it('leave what nobody knows as it is', () => {
    for (const words of ['something new', 'ENOENT: no such file', 'Segmentation fault', 'the limit of my patience']) {
      expect(problemOf('codex', words)).to.deep.equal({ kind: 'other', message: words });
    }
  });

  it('are worded in linear time', () => {
    for (const unit of [
      '{',
      '[{"',
      '"message":"',
      'limit ',
      ' ',
      'exceeds ',
      '{"error":',
      '\\',
      'token ',
      '<title>',
      '[API Error: ',
      ':,',
    ]) {
      providerProblem(unit.repeat(1_000_000 / unit.length));
    }
  });
});

describe('the words of an error', () => {
  const words = (error: unknown) => errorBody(error).words;

  it('are a sentence, never JSON', () => {
    expect(words('{"error":{"message":"Bad model","code":"x"}}')).to.equal('Bad model');
    expect(words({ error: 'Not found' })).to.equal('Not found');
    expect(words([{ error: { message: 'In a list' } }])).to.equal('In a list');
    expect(words({ errors: [{ message: 'First' }] })).to.equal('First');
    expect(words('500 {"detail":"Broken"}')).to.equal('Broken');
    expect(
      words(
        '{"error":{"message":"Provider returned error","metadata":{"raw":"{\\"error\\":{\\"message\\":\\"Deep\\"}}"}}}',
      ),
    ).to.equal('Deep');
    expect(words('[API Error: got status 400. {"error":{"message":"cut off in the mid')).to.equal('cut off in the mid');
    expect(words('<html><head><title>502 Bad Gateway</title></head><body>x</body></html>')).to.equal('502 Bad Gateway');
    expect(words('Status 400: {"x":1}')).to.equal('Status 400');
    expect(words('{"x":1}')).to.equal('unknown error');
    expect(words('plain words')).to.equal('plain words');
    expect(words('uses {braces} and [brackets]')).to.equal('uses {braces} and [brackets]');
    for (const nothing of [null, undefined, 7, '', {}, []]) expect(words(nothing)).to.equal('unknown error');
  });
});
