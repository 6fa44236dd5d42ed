import type { ChangePatch } from '../../ports/engine/run-changes.js';
import { counted } from '../text/counted.js';
import { codeBlock } from '../text/markdown.js';
import { changesText } from './footer-text.js';

/** The button under a final whose run changed files. */
export const DIFF_LABEL = '📄 Diff';

/** What the file with a long diff is called. */
export const DIFF_FILE = 'changes.diff';

/** How long a diff may be to be shown in a message, with what is said of it, in UTF-16 units. */
const LONGEST_SHOWN = 3_900;

/** The diff as a message, Markdown; `null` if one message can't hold it. */
export function diffText(patch: ChangePatch): string | null {
  const remarks = remarksOn(patch);
  const length = remarks.reduce((sum, one) => sum + one.length + 1, patch.text.length);
  if (length > LONGEST_SHOWN) return null;
  return [codeBlock(patch.text.trimEnd(), 'diff'), ...remarks].join('\n\n');
}

/** What stands under the diff where it is a file; plain text. */
export function diffCaption(patch: ChangePatch): string {
  return [`📄 ${changesText(patch)}`, ...remarksOn(patch)].join('\n');
}

function remarksOn({ shared, withheld, large, cut }: ChangePatch): readonly string[] {
  return [
    ...(shared ? ['Another task was at work in this directory at the same time; what it changed is included.'] : []),
    ...(withheld > 0 ? [`Left out: ${counted(withheld, 'file')} whose name may hold secrets.`] : []),
    ...(large > 0 ? [`Left out: ${counted(large, 'file')} over 1 MB.`] : []),
    ...(cut ? ['Its end is missing: it is longer than 4 MB.'] : []),
  ];
}
