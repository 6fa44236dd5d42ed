import { isJsonObject } from '../../../domain/json-shape.js';
import type { EngineProblem } from '../../../domain/run/run-event.js';
import { type JsonObject, numberOf, objectOf, textOf } from '../lines/json-value.js';

type Kind = EngineProblem['kind'];

/** What an engine says about a failure of its provider, apart from the wording. */
export interface ProviderFacts {
  /** Codes and types by which the engine or the provider names the failure, the most telling first. */
  readonly codes?: readonly unknown[];
  /** The HTTP status. */
  readonly status?: number | null;
}

/** Codes and types of the providers' error bodies (Anthropic, OpenAI, Google). */
const KIND_BY_CODE: ReadonlyMap<string, Kind> = new Map([
  ...['authentication_error', 'invalid_api_key', 'api_key_invalid', 'permission_error', 'UNAUTHENTICATED'].map(
    (code) => [code, 'authentication'] as const,
  ),
  ...['insufficient_quota', 'billing_hard_limit_reached', 'billing_error', 'usage_limit_reached'].map(
    (code) => [code, 'quota'] as const,
  ),
  ...['rate_limit_error', 'rate_limit_exceeded', 'too_many_requests', 'RESOURCE_EXHAUSTED'].map(
    (code) => [code, 'rate-limit'] as const,
  ),
  ...[
    'api_error',
    'overloaded_error',
    'server_error',
    'server_is_overloaded',
    'internal_server_error',
    'UNAVAILABLE',
  ].map((code) => [code, 'overloaded'] as const),
  ...['model_not_found', 'invalid_model'].map((code) => [code, 'model'] as const),
  ['context_length_exceeded', 'context-full'],
]);

/** Wordings that no provider gives a code of its own, or that say more than the code beside them. */
const KIND_BY_WORDS: readonly (readonly [RegExp, Kind])[] = [
  [
    /prompt is too long|maximum context length|ran out of room in the model's context|input token count.{0,100}exceeds/i,
    'context-full',
  ],
  [/exceeded your current quota|hit your (?:\w+ )?limit|usage limit reached|out of (?:extra usage|credits)/i, 'quota'],
  [/^missing environment variable|access token could not be refreshed|^no api key (?:found|for)/i, 'authentication'],
];

/** The problem behind a provider's failure: by code first, then by telling wording, then by HTTP status. */
export function providerProblem(message: string, facts: ProviderFacts = {}): EngineProblem {
  const body = errorBody(message);
  const words = textOf(body['message']) ?? message;
  const status = facts.status ?? numberOf(body['code']) ?? statusIn(message);
  const codes = [...(facts.codes ?? []), body['code'], body['type'], body['status']];
  const said = kindByWords(words);
  // An exhausted quota is reported with the code of a rate limit by some.
  const kind = said ?? kindByCodes(codes) ?? kindByStatus(status) ?? 'other';
  return { kind, message: words };
}

/** What an HTTP status says about a failed request to a provider; `null` if nothing certain. */
export function kindByStatus(status: number | null): Kind | null {
  if (status === 401 || status === 403) return 'authentication';
  if (status === 402) return 'quota';
  if (status === 404) return 'model';
  if (status === 429) return 'rate-limit';
  return status !== null && status >= 500 && status < 600 ? 'overloaded' : null;
}

function kindByCodes(codes: readonly unknown[]): Kind | null {
  for (const code of codes) {
    const kind = typeof code === 'string' ? KIND_BY_CODE.get(code) : undefined;
    if (kind !== undefined) return kind;
  }
  return null;
}

function kindByWords(words: string): Kind | null {
  return KIND_BY_WORDS.find(([pattern]) => pattern.test(words))?.[1] ?? null;
}

/** The `error` of a JSON body (or all of it) that stands in the message, as it is or behind words of the engine. */
function errorBody(message: string): JsonObject {
  const from = message.indexOf('{');
  const to = message.lastIndexOf('}');
  if (from === -1 || to < from) return {};
  try {
    const body: unknown = JSON.parse(message.slice(from, to + 1));
    const whole = objectOf(body);
    return isJsonObject(whole['error']) ? whole['error'] : whole;
  } catch {
    return {};
  }
}

/** `429 …`, `unexpected status 401 …` and `last status: 429 …`, as clients of HTTP word it. */
function statusIn(words: string): number | null {
  const status = /^(\d{3})\b|\b(?:last )?status:? (\d{3})\b/.exec(words);
  return status === null ? null : Number(status[1] ?? status[2]);
}
