import type { FileProblem } from '../../ports/system/file-vault.js';
import { cutMiddle } from '../text/excerpt.js';
import { codeSpan, escapeMarkdown } from '../text/markdown.js';
import { sizeText } from '../text/size-text.js';

const LONGEST_PATH = 200;

/** Why a person can’t see a file of a project, or have it sent, and what to do about it; Markdown. `directory` is where the project lies. */
export function filesProblemText(problem: FileProblem, directory: string): string {
  return `⚠️ ${sentences(problem, shownPath(problem.path, directory))}`;
}

function sentences(problem: FileProblem, path: string): string {
  switch (problem.kind) {
    case 'bad-path':
      return badPath(path, problem.fault);
    case 'outside-roots':
      return `${path} is outside this project. Only its own files can be seen; name another project before the path.`;
    case 'own-file':
      return `${path} belongs to Untether’s own configuration or state, which is never shown or sent.`;
    case 'system-file':
      return `${path} is part of the running system, not an ordinary file.`;
    case 'denied-name':
      return `${path} has a name that may hold secrets (${codeSpan(problem.glob)}), so it is never shown or sent. Open it on the machine.`;
    case 'symbolic-link':
      return `${path} is a symbolic link, which is not followed. Open the file that it leads to.`;
    case 'several-names':
      return `${path} has another name too (a hard link), which may be off limits. Copy it and use the copy.`;
    case 'not-a-file':
      return `${path} is not an ordinary file, so there is nothing to show or send.`;
    case 'not-a-directory':
      return `${path} leads through something that is not a folder. /browse shows what is there.`;
    case 'exists':
      return `${path} exists already. Name another path.`;
    case 'missing':
      return `${path} is not there, or no longer${path.startsWith('`@') ? ', and no branch has that name' : ''}. /browse shows what is.`;
    case 'too-large':
      return `${path} is larger than ${sizeText(problem.maxBytes)}, the most that can be sent. Let an agent make it smaller, or fetch it from the machine.`;
    case 'too-many-files':
      return `${path} holds more than ${problem.most} files. Choose a folder further down.`;
    case 'moved':
      return `A folder on the way to ${path} was replaced at the same moment. Try again.`;
    case 'disk-full':
      return `There is no space left on the disk for a copy of ${path}. Free some space and try again.`;
    case 'not-permitted':
      return `Untether is not permitted to read ${path}. Check its owner and mode on the machine.`;
    case 'failed':
      return `${path} could not be read. The system says: ${escapeMarkdown(problem.message)}. Check its disk.`;
  }
}

function badPath(path: string, fault: Extract<FileProblem, { kind: 'bad-path' }>['fault']): string {
  const faults = {
    relative: 'it is relative. Begin it with the project',
    'no-name': 'it does not end in a name. Name the file',
    'parent-segment': '“..” is not allowed in it. Write the folder that you mean',
    'control-character': 'it has control characters in it. Write it without them',
    'too-long': 'it, or a name in it, is too long. Choose a shorter one',
    'too-deep': 'it is too many folders deep. Choose a place further up',
  };
  return `${path} can’t be used as a path: ${faults[fault]}.`;
}

function shownPath(path: string, directory: string): string {
  if (path === directory) return 'The project’s folder';
  return codeSpan(cutMiddle(path.startsWith(`${directory}/`) ? path.slice(directory.length + 1) : path, LONGEST_PATH));
}
