import type { EngineProblem } from '../../../domain/run/run-event.js';
import { type JsonObject, textOf } from '../lines/json-value.js';
import { providerProblem } from '../stream/provider-problem.js';

/** What went wrong, from the last message of the model: `errorMessage` is the provider's answer behind its status. */
export function piProblem(message: JsonObject): EngineProblem {
  const words = textOf(message['errorMessage']) ?? 'unknown error';
  if (message['stopReason'] === 'aborted') return { kind: 'interrupted', message: words };
  return providerProblem(words);
}

/** What an exit without a result means, told from the CLI's last words on standard error. */
export function explainPiExit(stderr: string): EngineProblem['kind'] | null {
  if (/no session found|session found in different project|session file .{0,500}not found/i.test(stderr)) {
    return 'session-unknown';
  }
  if (/no api key (?:found|available)|no models available/i.test(stderr)) return 'authentication';
  if (/model .{0,200}not found|unknown (?:model|provider)/i.test(stderr)) return 'model';
  return /unknown option|invalid mode|file not found/i.test(stderr) ? 'bad-usage' : null;
}
