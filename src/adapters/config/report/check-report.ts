import type { Reading } from '../../../application/ports/config/config-source.js';
import type { CronPreview } from '../../../application/triggers/cron-preview.js';
import type { ConfigProblem } from '../../../application/values/reload/config-problem.js';

/** What a check is about. */
export interface CheckOptions {
  /** The configuration file. */
  readonly file: string;
  /** Notes about keys that were written but have no effect yet. */
  readonly unimplemented: readonly ConfigProblem[];
  /** When its crons fire next. */
  readonly crons?: readonly CronPreview[];
}

/** The outcome of a check, for people (`lines`) and for programs (`json`, which `JSON.stringify` takes). */
export interface CheckReport {
  readonly lines: readonly string[];
  readonly exitCode: 0 | 1;
  readonly json: CheckJson;
}

/** The outcome of a check for programs. */
export interface CheckJson {
  readonly ok: boolean;
  readonly file: string;
  readonly digest: string | null;
  readonly problems: readonly ConfigProblem[];
  readonly noEffectYet: readonly Pick<ConfigProblem, 'key' | 'line' | 'column'>[];
  readonly crons: readonly CronPreview[];
}

/** Tells what a reading found. Warnings do not make a check fail. */
export function checkReport(reading: Reading, { file, unimplemented, crons = [] }: CheckOptions): CheckReport {
  const problems = reading.ok ? reading.warnings : reading.problems;
  return {
    lines: [
      ...problems.flatMap(problemLines),
      ...unimplementedLines(unimplemented),
      ...crons.map(cronLine),
      summary(reading, file, problems),
    ],
    exitCode: reading.ok ? 0 : 1,
    json: {
      ok: reading.ok,
      file,
      digest: reading.digest,
      problems,
      noEffectYet: unimplemented.map(({ key, line, column }) => ({ key, line, column })),
      crons,
    },
  };
}

/** A problem in two lines, what is wrong where and how to fix it; between them the line that is meant, if there is one. */
export function problemLines(problem: ConfigProblem): readonly string[] {
  const { severity, key, message, hint, excerpt = [] } = problem;
  const what = `${placeOf(problem)}  ${severity}  ${key === '' ? '' : `${key} — `}${message}`;
  return [what, ...excerpt.map((line) => `    | ${line}`), `    ${hint}`];
}

function unimplementedLines(unimplemented: readonly ConfigProblem[]): readonly string[] {
  return unimplemented.map((note) => `${placeOf(note)}  note  ${note.key} — no effect yet`);
}

function cronLine({ id, enabled, when, timezone, next }: CronPreview): string {
  const where = timezone === null ? '' : `, ${timezone}`;
  const times = next.length === 0 ? 'never again' : `next ${next.map(({ local }) => local).join(', ')}`;
  return `cron ${id}  ${when}${where}  ${enabled ? times : 'switched off'}`;
}

function placeOf({ file, line, column }: ConfigProblem): string {
  return line === null ? file : `${file}:${line}:${column ?? 1}`;
}

function summary(reading: Reading, file: string, problems: readonly ConfigProblem[]): string {
  const errors = problems.filter((problem) => problem.severity === 'error').length;
  const warnings = problems.length - errors;
  const found = [counted(errors, 'error'), counted(warnings, 'warning')].filter((part) => part !== null).join(', ');
  if (!reading.ok) return `${file} is not usable: ${found}.`;
  return found === '' ? `${file} is fine.` : `${file} is usable: ${found}.`;
}

function counted(count: number, noun: string): string | null {
  if (count === 0) return null;
  return count === 1 ? `1 ${noun}` : `${count} ${noun}s`;
}
