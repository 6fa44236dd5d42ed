import type { Result } from '../../../domain/result.js';
import type { ConfigTextProblem } from '../../values/reload/config-problem.js';
import type { TakeBackProblem } from '../../values/reload/take-back-problem.js';
import { codeSpan } from '../text/markdown.js';
import { reasons } from './reload-report.js';

/** What became of a wish to put the file of generation `to` back, as Markdown. */
export function takeBackText(to: number, outcome: Result<number, TakeBackProblem>): string {
  if (outcome.ok) return `↩️ untether.toml is back to configuration ${to}; it is live as ${outcome.value}.`;
  return `❌ ${problemText(outcome.problem)}`;
}

function problemText(problem: TakeBackProblem): string {
  switch (problem.kind) {
    case 'not-kept':
      return notKeptText(problem.number);
    case 'in-force-already':
      return `untether.toml already says so; it is live as configuration ${problem.number}.`;
    case 'edited-since':
      return (
        `The file was edited since configuration ${problem.number}, so nothing was changed. ` +
        `${codeSpan('/rollback')} restores an earlier one whatever it says now.`
      );
    case 'not-good-any-more':
      return `That configuration is no longer valid, so nothing was changed.${reasons({ kind: 'invalid', problems: problem.problems })}`;
    case 'not-writable':
      return `The file could not be written, so nothing was changed. ${writeProblemText(problem.problem)}`;
    case 'refused':
      return `It can't be applied now; the file and the settings in use stay as they were.${reasons(problem.rejected)}`;
  }
}

function writeProblemText(problem: ConfigTextProblem): string {
  switch (problem.kind) {
    case 'unreadable':
      return problem.problem.message;
    case 'changed':
      return 'Somebody saved it at the same moment; try again.';
    case 'not-writable':
      return `Untether needs to write in ${codeSpan(problem.directory)} (${codeSpan(problem.code)}).`;
    case 'owned-by-other':
      return `${codeSpan(problem.file)} belongs to somebody else; give it to the user that runs Untether.`;
  }
}

/** That nobody knows any more what the file said then; Markdown. */
export function notKeptText(number: number): string {
  return `The file of configuration ${number} is not kept. ${codeSpan('/rollback')} lists those that are.`;
}
