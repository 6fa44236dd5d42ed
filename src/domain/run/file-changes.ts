import type { Action, LineCount } from './run-event.js';

/** What a run changed in files so far. */
export interface FileChanges extends LineCount {
  /** Each file once, as the actions name it. */
  readonly files: readonly string[];
}

/** Nothing was changed yet. */
export const UNCHANGED: FileChanges = { files: [], added: 0, removed: 0 };

/** More are not told apart; nobody reads such a number twice. */
const MOST_FILES = 2_000;

/** With one more change, that of a `file_change` which went well. Its title names its files, with commas between. */
export function changedBy(changes: FileChanges, { title, lines }: Action): FileChanges {
  const known = new Set(changes.files);
  const fresh = title.split(', ').filter((file) => !known.has(file));
  return {
    files: fresh.length === 0 ? changes.files : [...changes.files, ...new Set(fresh)].slice(0, MOST_FILES),
    added: changes.added + (lines?.added ?? 0),
    removed: changes.removed + (lines?.removed ?? 0),
  };
}
