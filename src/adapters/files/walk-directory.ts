import type { DirectoryEntry, FileProblem } from '../../application/ports/system/file-vault.js';
import { ok, type Result } from '../../domain/result.js';
import { type ListOrder, listDirectory } from './list-directory.js';

/** How many names are looked at below one directory. */
const MOST_NAMES = 200_000;

/** Something below a directory. */
export interface WalkedEntry extends DirectoryEntry {
  /** Relative to where the walk began. */
  readonly path: string;
}

/** What a directory holds, that one too which lies below where the walk began. */
export interface WalkedDirectory {
  /** Those of it that were chosen. */
  readonly entries: readonly WalkedEntry[];
  /** How many of it can't be got to. */
  readonly leftOut: number;
  /** There are more names below than are looked at. */
  readonly isCut: boolean;
}

/** Where a walk goes. */
export interface WalkOrder extends Omit<ListOrder, 'choose'> {
  /** How many directories deep; 1 is just the one. */
  readonly depth: number;
  /** Whether the disk is asked about a name; `path` is relative to where the walk began. */
  isWanted(path: string, kind: DirectoryEntry['kind']): boolean;
}

/**
 * Goes through a directory and those below it, the ones further up first, without following links. Only the first can be a
 * problem: one below that can't be listed is left out.
 */
export async function* walkDirectory(order: WalkOrder): AsyncGenerator<Result<WalkedDirectory, FileProblem>> {
  const queue = [{ prefix: '', depth: 1 }];
  let seen = 0;
  for (const { prefix, depth } of queue) {
    const listed = await listDirectory({
      ...order,
      directory: `${order.directory}/${prefix}`,
      choose: (names) => names.filter(({ name, kind }) => order.isWanted(prefix + name, kind)),
    });
    if (!listed.ok) {
      yield prefix === '' ? listed : ok({ entries: [], leftOut: 1, isCut: false });
      continue;
    }
    const { names, entries, leftOut } = listed.value;
    seen += names.length;
    const isCut = listed.value.isCut || seen > MOST_NAMES;
    yield ok({ entries: entries.map((entry) => ({ ...entry, path: prefix + entry.name })), leftOut, isCut });
    if (isCut) return;
    if (depth === order.depth) continue;
    for (const { name, kind } of names) {
      if (kind === 'directory') queue.push({ prefix: `${prefix}${name}/`, depth: depth + 1 });
    }
  }
}
