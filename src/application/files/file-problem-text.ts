import type { FileProblem, PathFault } from '../ports/file-vault.js';

/** What is wrong with a file and how to mend it, in plain text. */
export function fileProblemText(problem: FileProblem): string {
  const { path } = problem;
  switch (problem.kind) {
    case 'bad-path':
      return `“${path}” can’t be used as the path of a file: ${faultText(problem.fault)}`;
    case 'outside-roots':
      return `${path} is outside the directories that triggers may use (${listed(problem.roots)}). Choose a path below one of them, or add its directory to file_roots under [security].`;
    case 'own-file':
      return `${path} belongs to Untether’s own configuration or state, which triggers never touch. Choose another path.`;
    case 'system-file':
      return `${path} is part of the running system, not an ordinary file. Choose another path.`;
    case 'denied-name':
      return `${path} has a name that may hold secrets or that tools run by themselves (${problem.glob}). Choose another name.`;
    case 'symbolic-link':
      return `${path} is a symbolic link. Name the file that it leads to.`;
    case 'not-a-file':
      return `${path} is not an ordinary file. Choose another path.`;
    case 'not-a-directory':
      return `${path} leads through something that is not a directory. Choose another path, or move what is in the way.`;
    case 'exists':
      return `${path} exists already. Remove it, choose another path, or set on_conflict to overwrite or append_timestamp.`;
    case 'missing':
      return `${path} does not exist. Create it, or correct the path.`;
    case 'too-large':
      return `${path} is larger than the ${problem.maxBytes} bytes that are allowed.`;
    case 'moved':
      return `A directory on the way to ${path} was exchanged at the same moment. Nothing was touched; try again.`;
    case 'disk-full':
      return `There is no space left for ${path}. Free some space on that disk and try again.`;
    case 'not-permitted':
      return `Untether is not permitted to use ${path}. Check the owner and mode of the file and its directory, and whether the disk is read-only.`;
    case 'failed':
      return `${path} could not be used. The system says: ${problem.message}`;
  }
}

function faultText(fault: PathFault): string {
  switch (fault) {
    case 'relative':
      return 'it has to begin with a slash, or with ~/ for the home directory.';
    case 'no-name':
      return 'it does not end in the name of a file. If a value from outside belongs there, it may have been empty.';
    case 'parent-segment':
      return '“..” is not allowed in it.';
    case 'control-character':
      return 'it has control characters in it.';
    case 'too-long':
      return 'it, or a name in it, is too long.';
    case 'too-deep':
      return 'it lies too many directories deep.';
  }
}

function listed(roots: readonly string[]): string {
  return roots.length === 0 ? 'there are none' : roots.join(', ');
}
