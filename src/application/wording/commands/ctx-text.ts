import type { RunContext } from '../../../domain/project/context.js';
import { formatContextLine } from '../../../domain/project/context-line.js';
import { codeSpan } from '../text/markdown.js';

/** What is wrong with the words behind `/ctx set`. */
export type BadContextWords = 'too-many' | 'no-project' | 'no-branch';

/** The same as a sentence. */
export const BAD_CONTEXT_WORDS: Readonly<Record<BadContextWords, string>> = {
  'too-many': 'Too many words.',
  'no-project': 'Name a project.',
  'no-branch': 'A branch begins with @.',
};

/** That messages in a place mean no project of its own any more. */
export const CONTEXT_CLEARED = 'The project chosen here was cleared.';

/** What the messages of a place mean by its own choice; Markdown. */
export function boundText(context: RunContext): string {
  return `Tasks in this chat run in ${codeSpan(formatContextLine(context))}.`;
}

/** What they mean without one, and how to make it; Markdown. */
export function unboundText(defaultProject: string | null): string {
  const meant =
    defaultProject === null
      ? 'No project is chosen here'
      : `Tasks in this chat run in ${codeSpan(defaultProject)}, as configured`;
  return `${meant}. Choose one with ${codeSpan('/ctx set <project> [@branch]')}.`;
}
