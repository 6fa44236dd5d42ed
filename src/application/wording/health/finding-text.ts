import type { Finding, Grade } from '../../values/finding.js';

/** What a grade looks like. */
const MARKS: Readonly<Record<Grade, string>> = { ok: '✓', note: '·', warning: '!', error: '✗' };

/** The findings for people, one a line, what is to be done below it. */
export function findingLines(findings: readonly Finding[]): readonly string[] {
  return findings.flatMap(({ check, grade, detail, hint }) => [
    `${MARKS[grade]} ${check}: ${detail}`,
    ...(hint === null ? [] : [`    ${hint}`]),
  ]);
}
