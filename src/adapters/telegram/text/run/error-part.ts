import { engineHint } from '../../../../application/wording/run/engine-hint.js';
import { errorWithPaths } from '../../../../application/wording/text/safe-error.js';
import type { EngineProblem } from '../../../../domain/run/run-event.js';
import { type FormattedText, joinWith, plain, styled } from '../formatted-text.js';
import { isLong } from '../markdown/long-text.js';
import { renderMarkdown } from '../markdown/render-markdown.js';

const LONGEST_ERROR = 800;

/**
 * What is said about a failure below an answer: a hint, then the error's own words in a `pre`. A first line that the
 * answer begins with as well is not repeated.
 */
export function renderErrorPart(problem: EngineProblem, answer: string): FormattedText {
  const hint = engineHint(problem);
  const words = withoutRepeatedLine(problem.message, answer);
  return joinWith('\n\n', [
    hint === null ? plain('') : renderMarkdown(`💡 ${hint}`),
    words === '' ? plain('') : folded(styled({ type: 'pre' }, errorWithPaths(words, LONGEST_ERROR))),
  ]);
}

function folded(error: FormattedText): FormattedText {
  return isLong(error.text) ? styled({ type: 'expandable_blockquote' }, error) : error;
}

function withoutRepeatedLine(message: string, answer: string): string {
  const [first = '', ...rest] = message.trim().split('\n');
  const repeated = answer.trim().split('\n')[0]?.trim() === first.trim();
  return (repeated ? rest.join('\n') : message).trim();
}
