import type { Prompter } from '../../application/ports/system/prompter.js';
import { fail, ok, type Result } from '../../domain/result.js';
import { canAsk } from './can-ask.js';

/** Who answers: a file of answers where one is named, else the person at the terminal; a sentence where there is neither. */
export async function prompterOf(
  answers: string | null,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<Result<Prompter, string>> {
  if (answers !== null) {
    const { readAnswers } = await import('../../adapters/terminal/read-answers.js');
    const read = await readAnswers(answers);
    if (!read.ok) return read;
    const { AnswersPrompter } = await import('../../adapters/terminal/answers-prompter.js');
    return ok(new AnswersPrompter(read.value, (paragraph) => console.log(paragraph)));
  }
  if (!canAsk(environment)) return fail(NOBODY);
  const { ClackPrompter } = await import('../../adapters/terminal/clack-prompter.js');
  return ok(new ClackPrompter());
}

const NOBODY =
  'nobody can be asked here: there is no terminal, or UNTETHER_NO_INTERACTIVE is set\n' +
  '  Run it on a terminal, or with --answers FILE.';
