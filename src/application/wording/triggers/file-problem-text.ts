import type { FileProblem, PathFault } from '../../ports/system/file-vault.js';

/** What is wrong with a file, and what to do about it; plain text, whole sentences. */
export interface FileComplaint {
  readonly message: string;
  readonly hint: string;
}

/** The same in one text. */
export function fileProblemText(problem: FileProblem): string {
  const { message, hint } = fileComplaint(problem);
  return `${message} ${hint}`;
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
        hint: 'Choose a path below one of them, or add its directory to file_roots under [security].',
      };
    case 'own-file':
      return {
        message: `${path} belongs to Untether’s own configuration or state, which triggers never touch.`,
        hint: 'Choose another path.',
      };
    case 'system-file':
      return { message: `${path} is part of the running system, not an ordinary file.`, hint: 'Choose another path.' };
    case 'denied-name':
      return {
        message: `${path} has a name that may hold secrets or that tools run by themselves (${problem.glob}).`,
        hint: 'Choose another name.',
      };
    case 'symbolic-link':
      return { message: `${path} is a symbolic link.`, hint: 'Name the file that it leads to.' };
    case 'several-names':
      return {
        message: `${path} has another name too (a hard link), which may be one that is off limits.`,
        hint: 'Copy the file and use the copy.',
      };
    case 'not-a-file':
      return { message: `${path} is not an ordinary file.`, hint: 'Choose another path.' };
    case 'not-a-directory':
      return {
        message: `${path} leads through something that is not a directory.`,
        hint: 'Choose another path, or move what is in the way.',
      };
    case 'exists':
      return {
        message: `${path} exists already.`,
        hint: 'Remove it, choose another path, or set on_conflict to overwrite or append_timestamp.',
      };
    case 'missing':
      return { message: `${path} does not exist.`, hint: 'Create it, or correct the path.' };
    case 'too-large':
      return {
        message: `${path} is larger than the ${problem.maxBytes} bytes that are allowed.`,
        hint: 'Make it smaller, or raise the limit.',
      };
    case 'too-many-files':
      return {
        message: `${path} holds more than the ${problem.most} files that are allowed.`,
        hint: 'Choose a directory further down.',
      };
    case 'moved':
      return {
        message: `A directory on the way to ${path} was replaced at the same moment.`,
        hint: 'Nothing was touched; try again.',
      };
    case 'disk-full':
      return { message: `There is no space left for ${path}.`, hint: 'Free some space on that disk and try again.' };
    case 'not-permitted':
      return {
        message: `Untether is not permitted to use ${path}.`,
        hint: 'Check the owner and mode of the file and its directory, and whether the disk is read-only.',
      };
    case 'failed':
      return {
        message: `${path} could not be used. The system says: ${problem.message.replace(/[.\s]+$/, '')}.`,
        hint: 'Check that path and its disk.',
      };
  }
}

function pathComplaint(path: string, fault: PathFault): FileComplaint {
  const { message, hint } = faultText(fault);
  return { message: `“${path}” can’t be used as the path of a file: ${message}`, hint };
}

function faultText(fault: PathFault): FileComplaint {
  switch (fault) {
    case 'relative':
      return {
        message: 'it is relative, and no project says to which directory.',
        hint: 'Begin it with a slash, or with ~/ for the home directory, or name a project.',
      };
    case 'no-name':
      return {
        message: 'it does not end in the name of a file.',
        hint: 'Name the file. If a value from outside belongs there, it may have been empty.',
      };
    case 'parent-segment':
      return { message: '“..” is not allowed in it.', hint: 'Write the directory that you mean.' };
    case 'control-character':
      return { message: 'it has control characters in it.', hint: 'Write it without them.' };
    case 'too-long':
      return { message: 'it, or a name in it, is too long.', hint: 'Choose a shorter one.' };
    case 'too-deep':
      return { message: 'it is too many directories deep.', hint: 'Choose a place further up.' };
  }
}

function listed(roots: readonly string[]): string {
  return roots.length === 0 ? 'there are none' : roots.join(', ');
}
