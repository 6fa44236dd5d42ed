import type { EngineProblem } from '../../../domain/run/run-event.js';
import { type JsonObject, numberOf, objectOf, textOf } from '../lines/json-value.js';
import { providerProblem } from '../stream/provider-problem.js';

/**
 * What went wrong, from the `error` of an `error` line: its own words, the body of the provider's answer, its name and
 * the status, whatever of them says most.
 */
export function opencodeProblem(error: JsonObject): EngineProblem {
  const data = objectOf(error['data']);
  const name = textOf(error['name']);
  const message = textOf(data['message']) ?? textOf(error['message']) ?? name ?? 'unknown error';
  const headers = objectOf(data['responseHeaders']);
  const facts = {
    codes: [name],
    status: numberOf(data['statusCode']),
    waitSeconds: /^\d{1,9}$/.test(`${headers['retry-after']}`) ? Number(headers['retry-after']) : null,
  };
  const said = providerProblem(message, facts);
  const body = textOf(data['responseBody']);
  if (body === null) return said;
  const answered = providerProblem(body, facts);
  // The body knows a limit from a busy moment, which the words in front of it may not.
  return isVaguer(said.kind) && !isVaguer(answered.kind) ? { ...answered, message: said.message } : said;
}

function isVaguer(kind: EngineProblem['kind']): boolean {
  return kind === 'other' || kind === 'rate-limit' || kind === 'overloaded';
}

/** What the CLI's last words on standard error mean when there was no result at all. */
export function explainOpencodeExit(stderr: string): EngineProblem['kind'] | null {
  if (/session not found|NotFoundError: .{0,200}session/i.test(stderr)) return 'session-unknown';
  if (/model not found|ProviderModelNotFoundError/i.test(stderr)) return 'model';
  return /^opencode run \[message|unknown arguments?:|^Options:/im.test(stderr) ? 'bad-usage' : null;
}
