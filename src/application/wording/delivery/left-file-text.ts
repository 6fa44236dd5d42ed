import type { WhyLeft } from '../../ports/system/run-outbox.js';
import { sizeText } from '../text/size-text.js';

/** Why a file in an outbox is not sent, as the end of a sentence; plain text. */
export function leftFileText(why: WhyLeft, maxFiles: number): string {
  switch (why.kind) {
    case 'symbolic-link':
      return 'it is a symbolic link';
    case 'hard-link':
      return 'it has another name elsewhere (a hard link)';
    case 'not-a-file':
      return 'it is not an ordinary file';
    case 'directory':
      return 'it is a directory';
    case 'empty':
      return 'it is empty';
    case 'too-many':
      return `a run sends ${maxFiles} files at most (outbox_max_files)`;
    case 'being-written':
      return 'it is still being written';
    case 'denied-name':
      return `its name may hold secrets (${why.glob})`;
    case 'too-large':
      return `it is larger than ${sizeText(why.maxBytes)}`;
    case 'problem':
      if (why.problem.kind === 'disk-full') return 'there is no space left to copy it';
      return why.problem.kind === 'too-many-files' ? 'it has too many files' : 'it can’t be read';
  }
}

/** Why files of a run that did not come to a good end are not sent. */
export const NOT_SENT: Readonly<Record<'error' | 'cancelled' | 'interrupted', string>> = {
  error: 'the run failed',
  cancelled: 'the run was cancelled',
  interrupted: 'the run was interrupted',
};
