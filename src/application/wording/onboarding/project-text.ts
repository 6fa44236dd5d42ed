import type { RegisterProblem } from '../../values/register-problem.js';
import { oneLine } from './one-line.js';

/** What is asked and said about the directories in which agents work. */
export const PROJECTS = {
  thisOne: (path: string) => `Let agents work in ${oneLine(path)}, the repository that you are in?`,
  another: (count: number) =>
    count === 0
      ? 'Which repository may agents work in? (path; empty for none, then they work in your home directory)'
      : 'Another one? (path; empty for no more)',
  missing: (path: string) => `There is no directory ${oneLine(path)}.`,
  twice: (path: string) => `${oneLine(path)} is a project already.`,
  added: (alias: string, { path, isRepository }: { readonly path: string; readonly isRepository: boolean }) =>
    `${alias} is ${oneLine(path)}.${isRepository ? '' : ' It is no Git repository, so that branches can’t be named there.'}`,
} as const;

/** What came of registering a directory as a project. */
export function registeredText(alias: string, path: string, isDefault: boolean): string {
  const meant = isDefault ? '; tasks that name no project work there' : `; /${alias} before a task works there`;
  return `${alias} is ${oneLine(path)}${meant}.`;
}

/** Why a repository was not registered, and how to fix that; two lines for a terminal. */
export function registerProblemText(problem: RegisterProblem): string {
  switch (problem.kind) {
    case 'no-repository':
      return `${oneLine(problem.directory)} is in no Git repository\n  Change to the directory of one, or write [projects.<name>] and its path into the configuration.`;
    case 'bad-alias':
      return `no project can be called "${oneLine(problem.alias)}"\n  Use letters, digits, - and _, and begin with a letter or digit.`;
    case 'alias-taken':
      return `${oneLine(problem.alias)} is ${oneLine(problem.path)} already\n  Name another alias.`;
  }
}
