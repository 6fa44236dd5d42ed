import type { EngineProblem, UsageLimit } from '../../../domain/run/run-event.js';

type Kind = EngineProblem['kind'];

/** What an error is known as. */
export interface KnownProblem {
  readonly kind: Kind;
  readonly limit?: UsageLimit;
}

/** A wording of providers and programs, and what it means. */
interface Wording extends KnownProblem {
  readonly words: RegExp;
}

/**
 * What the providers of all engines and the engines themselves write, in the order in which it counts: what a limit is
 * about before that there is one, and what is certain before what many errors say. Apostrophes are straight here.
 */
const WORDINGS: readonly Wording[] = [
  { kind: 'stream-idle', words: /\bstream idle timeout\b/i },
  { kind: 'engine-limit', words: /\bloop detected\b|max(?:imum)?(?: number of)?(?: session)? turns\b|error_max_\w+/i },
  // Throttling that names tokens is not about the length of a conversation.
  { kind: 'quota', limit: 'daily', words: /\b(?:requests?|tokens?|models?)[- ]per[- ]day\b|\b[TR]PD\b|PerDay|\bdaily (?:\w+ )?(?:quota|limit|allowance)\b/i },
  { kind: 'rate-limit', words: /\b(?:requests?|tokens?)[- ]per[- ](?:second|min(?:ute)?|hour)\b|\b[TR]PM\b|PerMinute/i },
  {
    kind: 'context-full',
    words:
      /prompt (?:is )?too long|conversation (?:is )?too long|request_too_large|input is too long|(?:exceeds?|exceeded|greater than|longer than|too large for|larger than|reached|fit in(?:to)?|of room in) .{0,60}(?:context|input length|token limit)|context (?:window|length|limit|size) (?:exceed|is full|reached|overflow)|maximum (?:context|prompt) length|input (?:length|token count).{0,80}exceed|reduce the length of the (?:messages|prompt|input)|exceeds the limit of \d|context[_ ]?(?:length|window)[_ ]exceeded|context overflow|range of input length should be|too many (?:input )?tokens|token limit exceeded|exceeded model token limit/i,
  },
  { kind: 'quota', limit: 'weekly', words: /\b(?:weekly|7[- ]?d(?:ay)?|seven[- ]day)\b.{0,30}(?:limit|quota|usage|allowance)|limit.{0,30}\b(?:this|per|for the) week\b/i },
  { kind: 'quota', limit: 'session', words: /\b(?:5[- ]?h(?:ours?|r)?|five[- ]hours?|session)\b.{0,30}\blimit|limit.{0,30}\b(?:5|five)[- ]?h(?:ours?)?\b/i },
  { kind: 'quota', limit: 'monthly', words: /\bmonthly\b.{0,30}(?:limit|quota|usage|spend|allowance)|limit.{0,30}\b(?:this|per) month\b/i },
  {
    kind: 'quota',
    words: /(?:hit|reached) (?:your|the) (?:(?!rate\b|spend)[\w.'-]+ ){0,3}limit|usage limit (?:has been )?(?:reached|exceeded|hit)|\blimit reached\b.{0,20}\bresets?\b|quota will reset|usage[_ ]limit[_ ](?:reached|exceeded)|\ballowance\b.{0,30}(?:used up|exhausted|exceeded)/i,
  },
  {
    kind: 'quota',
    limit: 'credits',
    words:
      /credit balance (?:is )?too low|insufficient[_ ](?:credits?|balance|funds|quota)|(?:out of|no|not enough|add|purchase|refill|requires?(?: more| paid)?|paid) (?:(?:extra|usage|more|paid|remaining) )?(?:credits|usage)\b|payment required|spend(?:ing)?[_ ](?:limit|cap)|exceeded your current quota|quota exceeded\. check your plan|billing hard limit|free usage exceeded|usage not included|low balance|top up/i,
  },
  { kind: 'quota', words: /exceeded your (?:\w+ )?quota|quota (?:has been )?exceeded|exhausted your (?:\w+ )?quota/i },
  { kind: 'model', words: /no endpoints? (?:found|available)|(?:unknown|invalid|unsupported|no such) model\b|issue with the selected model|not a valid model|\bmodels?\b.{0,120}(?:not found|does ?n[o']t exist|not exist|not available|not supported|not have access)/i },
  {
    kind: 'refused',
    words:
      /usage polic|\bviolat\w+ .{0,60}polic|polic\w+ violation|content[_ -](?:filter|polic|management)|\bflagged (?:for|as|by)|safety (?:reasons|system|block|filter|setting)|prohibited[_ ]content|blocked (?:by|due to|for)\b.{0,40}(?:safety|content|prompt|polic|filter)|harm_category|prompt_blocked|safety_block|finish_?reason\W{1,4}(?:safety|recitation)|\brefused to (?:answer|respond)/i,
  },
  {
    kind: 'authentication',
    words:
      /(?:invalid|incorrect|missing|expired|revoked|wrong|bad) (?:\w+ )?(?:\w*api[ _-]?key|x-api-key|authentication|bearer|credentials?|access token|oauth token)|api[ _-]?key.{0,40}(?:not valid|not found|invalid|expired|revoked|missing|required|not set)|missing environment variable|(?:provide|set|specify) (?:an|your|a valid) api[ _-]?key|no api key|\bnot (?:logged|signed) in\b|(?:please )?run \/login|(?:log|sign) ?in again|login required|(?:access|refresh|oauth|auth|session)? ?token.{0,60}(?:expired|revoked|could not be refreshed|already used|no longer valid)|\bunauthori[sz]ed\b|authentication (?:failed|required|error|credentials)|failed to authenticate|could not (?:resolve|load|find) .{0,30}(?:credentials|authentication)|no auth credentials|user not found|organization has been disabled|starting login flow|\b(?:amp|codex|claude|gemini|opencode) (?:auth )?login\b/i,
  },
  { kind: 'rate-limit', words: /rate[ _-]?limit|too many (?:concurrent )?requests|throttl|slow down|temporarily limiting|resource (?:has been |_)?exhausted/i },
  {
    kind: 'overloaded',
    words: /overloaded|high demand|at capacity|(?:model|policy-restricted|flex|server) capacity|exhausted your capacity|capacity exceeded|service (?:is )?(?:temporarily |currently )?unavailable|internal server error|bad gateway|gateway time-?out|temporarily unavailable|experiencing .{0,40}(?:load|traffic|issues)/i,
  },
]; // biome-ignore format: a table to be read by rows

/** Codes and types of the providers' error bodies (Anthropic, OpenAI, Google), and the names that programs give them. */
const BY_CODE: ReadonlyMap<string, KnownProblem> = new Map([
  ...known({ kind: 'authentication' }, [
    ...['authentication_error', 'invalid_api_key', 'api_key_invalid', 'permission_error', 'UNAUTHENTICATED'],
    ...['authentication_failed', 'oauth_org_not_allowed', 'token_expired', 'invalid_grant', 'ProviderAuthError'],
    ...['FatalAuthenticationError', 'account_deactivated'],
  ]),
  ...known({ kind: 'quota' }, ['usage_limit_reached', 'GoUsageLimitError', 'TerminalQuotaError', 'quota_exceeded']),
  ...known({ kind: 'quota', limit: 'credits' }, [
    ...['insufficient_quota', 'billing_hard_limit_reached', 'billing_error', 'usage_not_included', 'CreditsError'],
    ...['FreeUsageLimitError', 'organization_spend_limit_exceeded'],
  ]),
  ...known({ kind: 'rate-limit' }, [
    ...['rate_limit_error', 'rate_limit_exceeded', 'too_many_requests', 'RESOURCE_EXHAUSTED', 'rate_limit'],
    'RetryableQuotaError',
  ]),
  ...known({ kind: 'overloaded' }, [
    ...['api_error', 'overloaded_error', 'server_error', 'server_is_overloaded', 'internal_server_error'],
    ...['UNAVAILABLE', 'overloaded', 'slow_down', 'MODEL_CAPACITY_EXHAUSTED'],
  ]),
  ...known({ kind: 'model' }, ['model_not_found', 'invalid_model', 'ProviderModelNotFoundError', 'ModelNotFoundError']),
  ...known({ kind: 'context-full' }, [
    ...['context_length_exceeded', 'request_too_large', 'ContextOverflowError', 'model_context_window_exceeded'],
  ]),
  ...known({ kind: 'refused' }, ['content_filter', 'content_policy_violation', 'refusal', 'invalid_prompt']),
  ...known({ kind: 'engine-limit' }, ['FatalTurnLimitedError', 'error_max_turns', 'error_max_budget_usd']),
  ...known({ kind: 'interrupted' }, ['MessageAbortedError']),
]);

/** What the table of words says; only the beginning of a long text counts. */
export function problemByWords(text: string): KnownProblem | null {
  const words = text.slice(0, 4_000).replaceAll('’', "'").replace(/\s+/g, ' ');
  const found = WORDINGS.find((wording) => wording.words.test(words));
  if (found === undefined) return null;
  return { kind: found.kind, ...(found.limit === undefined ? {} : { limit: found.limit }) };
}

/** What the first known one of these codes says. */
export function problemByCodes(codes: readonly unknown[]): KnownProblem | null {
  for (const code of codes) {
    const found = typeof code === 'string' ? BY_CODE.get(code) : undefined;
    if (found !== undefined) return found;
  }
  return null;
}

/** What an HTTP status says about a failed request to a provider; `null` if nothing certain. */
export function problemByStatus(status: number | null): KnownProblem | null {
  if (status === 401 || status === 403) return { kind: 'authentication' };
  if (status === 402) return { kind: 'quota', limit: 'credits' };
  if (status === 404) return { kind: 'model' };
  if (status === 413) return { kind: 'context-full' };
  if (status === 429) return { kind: 'rate-limit' };
  return status !== null && status >= 500 && status < 600 ? { kind: 'overloaded' } : null;
}

function known(problem: KnownProblem, codes: readonly string[]): readonly (readonly [string, KnownProblem])[] {
  return codes.map((code) => [code, problem] as const);
}
