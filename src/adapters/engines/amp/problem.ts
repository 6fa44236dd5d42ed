import type { EngineProblem } from '../../../domain/run/run-event.js';
import { type JsonObject, textOf } from '../lines/json-value.js';
import { problemByWords } from '../stream/problem-table.js';
import { providerProblem } from '../stream/provider-problem.js';

/** What went wrong, from a result line. */
export function ampProblem(result: JsonObject): EngineProblem {
  const message = textOf(result['error']) ?? textOf(result['result']) ?? OWN_LIMITS.get(result['subtype']);
  const problem = providerProblem(message ?? textOf(result['subtype']) ?? 'unknown error', {
    codes: [result['subtype']],
  });
  return isUnknownThread(problem.message) ? { ...problem, kind: 'session-unknown' } : problem;
}

const OWN_LIMITS: ReadonlyMap<unknown, string> = new Map([['error_max_turns', 'Amp reached its limit of turns.']]);

/** What an exit without a result means; what was printed instead of lines of JSON is looked at as well. */
export function explainAmpExit(said: string): EngineProblem['kind'] | null {
  if (/^error: unknown option|^error: unknown command/im.test(said)) return 'bad-usage';
  if (isUnknownThread(said)) return 'session-unknown';
  return problemByWords(said)?.kind ?? null;
}

function isUnknownThread(words: string): boolean {
  return /thread .{0,200}not found|invalid thread id/i.test(words);
}
