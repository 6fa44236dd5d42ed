import type { EngineProblem } from '../../../domain/run/run-event.js';
import { type JsonObject, textOf } from '../lines/json-value.js';
import { providerProblem } from '../stream/provider-problem.js';

/** What went wrong, from a result line. */
export function ampProblem(result: JsonObject): EngineProblem {
  const message = textOf(result['error']) ?? textOf(result['result']) ?? textOf(result['subtype']) ?? 'unknown error';
  const kind = kindOf(message);
  return kind === null ? providerProblem(message) : { kind, message };
}

/** What an exit without a result means; what was printed instead of lines of JSON is looked at as well. */
export function explainAmpExit(said: string): EngineProblem['kind'] | null {
  if (/^error: unknown option|^error: unknown command/im.test(said)) return 'bad-usage';
  return kindOf(said);
}

function kindOf(words: string): EngineProblem['kind'] | null {
  if (/no api key found|starting login flow|\bamp login\b|invalid api key|unauthorized/i.test(words))
    return 'authentication';
  if (/requires? paid credits|out of credits|insufficient (?:credit|balance)/i.test(words)) return 'quota';
  return /thread .{0,200}not found|invalid thread id/i.test(words) ? 'session-unknown' : null;
}
