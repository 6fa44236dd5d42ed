import type { EngineProblem } from '../../../domain/run/run-event.js';
import { type JsonObject, numberOf, objectOf, textOf } from '../lines/json-value.js';
import { providerProblem } from '../stream/provider-problem.js';

/** What went wrong, from the `error` of an `error` line: its name first, then the provider's body, then the status. */
export function opencodeProblem(error: JsonObject): EngineProblem {
  const data = objectOf(error['data']);
  const message = textOf(data['message']) ?? textOf(error['message']) ?? textOf(error['name']) ?? 'unknown error';
  const body = providerProblem(textOf(data['responseBody']) ?? '', { status: numberOf(data['statusCode']) });
  const words = providerProblem(message);
  const kind = [kindByName(textOf(error['name'])), body.kind, words.kind].find((known) => known !== 'other');
  return { kind: kind ?? 'other', message };
}

function kindByName(name: string | null): EngineProblem['kind'] {
  switch (name) {
    case 'ProviderAuthError':
      return 'authentication';
    case 'ContextOverflowError':
      return 'context-full';
    case 'ProviderModelNotFoundError':
      return 'model';
    case 'MessageAbortedError':
      return 'interrupted';
    default:
      return 'other';
  }
}

/** What the CLI's last words on standard error mean when there was no result at all. */
export function explainOpencodeExit(stderr: string): EngineProblem['kind'] | null {
  if (/session not found|NotFoundError: .{0,200}session/i.test(stderr)) return 'session-unknown';
  if (/model not found|ProviderModelNotFoundError/i.test(stderr)) return 'model';
  return /^opencode run \[message|unknown arguments?:|^Options:/im.test(stderr) ? 'bad-usage' : null;
}
