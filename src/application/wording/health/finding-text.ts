import type { Finding } from '../../values/finding.js';

/** The findings for people, one a line, what is to be done below it. */
export function findingLines(findings: readonly Finding[]): readonly string[] {
  return findings.flatMap(({ check, grade, detail, hint }) => [
    `- ${check}: ${grade} (${detail})`,
    ...(hint === null ? [] : [`    ${hint}`]),
  ]);
}
