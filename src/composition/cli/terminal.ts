import { checkReport } from '../../adapters/config/report/check-report.js';
import type { ConfigProblem } from '../../application/values/reload/config-problem.js';
import type { RejectedReading } from '../../application/values/reload/rejected-reading.js';

/** Says one sentence on standard error; the exit code of a start that failed. */
export function say(sentence: string): number {
  console.error(`untether: ${sentence}`);
  return 1;
}

/** Prints what keeps a configuration file from being used. */
export function printProblems(file: string, problems: readonly ConfigProblem[]): number {
  const reading = { ok: false as const, problems, digest: null };
  console.error(checkReport(reading, { file, unimplemented: [] }).lines.join('\n'));
  return 1;
}

/** Prints why a configuration could not be put in force. */
export function printRejection(file: string, rejected: RejectedReading): number {
  if (rejected.kind === 'invalid') return printProblems(file, rejected.problems);
  const { key, message, hint } = rejected.problem;
  return say(`${key}: ${message}\n  ${hint}`);
}
