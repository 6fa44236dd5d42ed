import type { EngineProblem } from '../run/run-event.js';

/** What an engine's program or its provider writes, and what a person can do about it. */
export interface KnownError {
  readonly pattern: RegExp;
  /** Markdown. */
  readonly hint: string;
}

/** The problem with the hint for its words; the first error that is recognised counts. */
export function withHint(problem: EngineProblem, known: readonly KnownError[]): EngineProblem {
  const found = known.find(({ pattern }) => pattern.test(problem.message));
  return found === undefined ? problem : { ...problem, hint: found.hint };
}
