import type { ConfigEditProblem } from '../../ports/config/config-editor.js';
import type { ConfigTextProblem } from '../../values/reload/config-problem.js';

/** A problem that brings no problems of the file itself with it. */
export type PlainEditProblem = Exclude<
  ConfigEditProblem | ConfigTextProblem,
  { readonly kind: 'invalid' } | { readonly kind: 'unreadable' }
>;

/** Why the configuration was not edited, and how to fix that, one sentence each. */
export function editProblemText(problem: PlainEditProblem): { readonly message: string; readonly hint: string } {
  switch (problem.kind) {
    case 'malformed-key':
      return {
        message: `"${problem.key}" is not a key.`,
        hint: 'Write the names with dots between them, and quotes around a name with blanks or dots in it.',
      };
    case 'unknown-key':
      return {
        message: `There is no key ${problem.key}.`,
        hint:
          problem.meant === null
            ? 'The reference page of the configuration lists all keys.'
            : `Did you mean ${problem.meant}?`,
      };
    case 'unknown-entry':
      return { message: `${problem.list} has no entry "${problem.entry}".`, hint: knownEntries(problem) };
    case 'table':
      return { message: `${problem.key} is a table.`, hint: `Set its keys one by one, as in ${problem.key}.<key>.` };
    case 'absent':
      return { message: `${problem.key} is not set.`, hint: 'Nothing needs to be done.' };
    case 'changed':
      return {
        message: `${problem.file} was saved by somebody else in the meantime.`,
        hint: 'Look at it and try again.',
      };
    case 'not-writable':
      return {
        message: `${problem.directory} can't be written to: ${osReason(problem.code)}.`,
        hint: 'Fix that, or edit the file as a user who may write there.',
      };
    case 'owned-by-other':
      return {
        message: `${problem.file} belongs to another user or group, and would change owner.`,
        hint: 'Edit it as its owner.',
      };
  }
}

function knownEntries({ list, known }: PlainEditProblem & { readonly kind: 'unknown-entry' }): string {
  const add = `add one with [[${list}]] in the file (untether config edit)`;
  return known.length === 0
    ? `There are none; ${add}.`
    : `Its entries are ${known.map((id) => `"${id}"`).join(', ')}; ${add}.`;
}

function osReason(code: string): string {
  switch (code) {
    case 'EACCES':
    case 'EPERM':
      return 'this user is not allowed to';
    case 'EROFS':
      return 'it is on a read-only file system';
    case 'ENOSPC':
    case 'EDQUOT':
      return 'the disk is full';
    case 'ENOENT':
      return 'it does not exist';
    case 'EBUSY':
      return 'the file is mounted by itself, so that no other can take its place';
    default:
      return code;
  }
}
