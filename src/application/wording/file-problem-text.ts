import type { FileProblem, PathFault } from '../ports/system/file-vault.js';

/** What is wrong with a file, and what to do about it; plain text, whole sentences. */
export interface FileComplaint {
  readonly message: string;
  readonly mend: string;
}

/** The same in one text. */
export function fileProblemText(problem: FileProblem): string {
  const { message, mend } = fileComplaint(problem);
  return `${message} ${mend}`;
}

/** Says why a file can't be read or written. */
export function fileComplaint(problem: FileProblem): FileComplaint {
  const { path } = problem;
  switch (problem.kind) {
    case 'bad-path':
      return pathComplaint(path, problem.fault);
    case 'outside-roots':
      return {
        message: `${path} is outside the directories that triggers may use (${listed(problem.roots)}).`,
        mend: 'Choose a path below one of them, or add its directory to file_roots under [security].',
      };
    case 'own-file':
      return {
        message: `${path} belongs to Untether’s own configuration or state, which triggers never touch.`,
        mend: 'Choose another path.',
      };
    case 'system-file':
      return { message: `${path} is part of the running system, not an ordinary file.`, mend: 'Choose another path.' };
    case 'denied-name':
      return {
        message: `${path} has a name that may hold secrets or that tools run by themselves (${problem.glob}).`,
        mend: 'Choose another name.',
      };
    case 'symbolic-link':
      return { message: `${path} is a symbolic link.`, mend: 'Name the file that it leads to.' };
    case 'not-a-file':
      return { message: `${path} is not an ordinary file.`, mend: 'Choose another path.' };
    case 'not-a-directory':
      return {
        message: `${path} leads through something that is not a directory.`,
        mend: 'Choose another path, or move what is in the way.',
      };
    case 'exists':
      return {
        message: `${path} exists already.`,
        mend: 'Remove it, choose another path, or set on_conflict to overwrite or append_timestamp.',
      };
    case 'missing':
      return { message: `${path} does not exist.`, mend: 'Create it, or correct the path.' };
    case 'too-large':
      return {
        message: `${path} is larger than the ${problem.maxBytes} bytes that are allowed.`,
        mend: 'Make it smaller, or raise the limit.',
      };
    case 'moved':
      return {
        message: `A directory on the way to ${path} was exchanged at the same moment.`,
        mend: 'Nothing was touched; try again.',
      };
    case 'disk-full':
      return { message: `There is no space left for ${path}.`, mend: 'Free some space on that disk and try again.' };
    case 'not-permitted':
      return {
        message: `Untether is not permitted to use ${path}.`,
        mend: 'Check the owner and mode of the file and its directory, and whether the disk is read-only.',
      };
    case 'failed':
      return {
        message: `${path} could not be used. The system says: ${problem.message.replace(/[.\s]+$/, '')}.`,
        mend: 'Check that path and its disk.',
      };
  }
}

function pathComplaint(path: string, fault: PathFault): FileComplaint {
  const { message, mend } = faultText(fault);
  return { message: `“${path}” can’t be used as the path of a file: ${message}`, mend };
}

function faultText(fault: PathFault): FileComplaint {
  switch (fault) {
    case 'relative':
      return {
        message: 'it is relative, and no project says to which directory.',
        mend: 'Begin it with a slash, or with ~/ for the home directory, or name a project.',
      };
    case 'no-name':
      return {
        message: 'it does not end in the name of a file.',
        mend: 'Name the file. If a value from outside belongs there, it may have been empty.',
      };
    case 'parent-segment':
      return { message: '“..” is not allowed in it.', mend: 'Write the directory that you mean.' };
    case 'control-character':
      return { message: 'it has control characters in it.', mend: 'Write it without them.' };
    case 'too-long':
      return { message: 'it, or a name in it, is too long.', mend: 'Choose a shorter one.' };
    case 'too-deep':
      return { message: 'it lies too many directories deep.', mend: 'Choose a place further up.' };
  }
}

function listed(roots: readonly string[]): string {
  return roots.length === 0 ? 'there are none' : roots.join(', ');
}
