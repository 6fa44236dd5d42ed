import type { EngineProblem } from '../../../domain/run/run-event.js';
import { type JsonObject, textOf } from '../lines/json-value.js';
import { providerProblem } from '../stream/provider-problem.js';

/** What went wrong, from the `error` of a result: `[API Error: …]` holds the provider's body. */
export function geminiProblem(error: JsonObject): EngineProblem {
  const type = textOf(error['type']);
  const message = textOf(error['message']) ?? type ?? 'unknown error';
  return providerProblem(message, { codes: [type] });
}

/** What an exit without a result means: the CLI has a code of its own for each of these. */
export function explainGeminiExit(stderr: string, code: number | null): EngineProblem['kind'] | null {
  if (code === 41) return 'authentication';
  if (code === 42) return /session/i.test(stderr) ? 'session-unknown' : 'bad-usage';
  if (code === 55) return 'bad-usage';
  if (/error resuming session|invalid session identifier|no previous sessions/i.test(stderr)) return 'session-unknown';
  return /^(?:unknown arguments?:|invalid values:)/im.test(stderr) ? 'bad-usage' : null;
}
