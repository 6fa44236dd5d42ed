import { ConfigFileText } from '../../adapters/config/edit/config-file-text.js';
import { problemLines } from '../../adapters/config/report/check-report.js';
import type { ConfigEditProblem } from '../../application/ports/config/config-editor.js';
import { EditConfig } from '../../application/reload/edit-config.js';
import type { ConfigTextProblem } from '../../application/values/reload/config-problem.js';
import { editProblemText } from '../../application/wording/reload/edit-problem-text.js';
import { configEditor } from './config-access.js';
import { configFile, type Launch } from './launch.js';

/** The exit codes of the commands that look into the configuration or change it. */
export const EXIT = { fine: 0, absent: 1, refused: 2 } as const;

/** The text of the configuration file that is meant. */
export function configText(launch: Launch): ConfigFileText {
  return new ConfigFileText(configFile(launch));
}

/** What edits it. */
export function configEdits(launch: Launch): EditConfig {
  return new EditConfig(configText(launch), configEditor(launch));
}

/** Says on standard error why nothing came of it; the exit code for that. */
export function sayProblem(problem: ConfigEditProblem | ConfigTextProblem): number {
  if (problem.kind === 'unreadable') return sayLines(problemLines(problem.problem));
  if (problem.kind === 'invalid') {
    const lines = problem.problems.filter(({ severity }) => severity === 'error').flatMap(problemLines);
    return sayLines(['Nothing was written; the file would not be usable:', ...lines]);
  }
  const { message, hint } = editProblemText(problem);
  sayLines([`untether: ${message}`, `  ${hint}`]);
  const isAbsent = problem.kind === 'absent' || problem.kind === 'unknown-key' || problem.kind === 'unknown-entry';
  return isAbsent ? EXIT.absent : EXIT.refused;
}

/** Says lines on standard error; the exit code of what was refused. */
export function sayLines(lines: readonly string[]): number {
  console.error(lines.join('\n'));
  return EXIT.refused;
}
