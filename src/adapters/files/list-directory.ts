import type { Dirent, Stats } from 'node:fs';
import { lstat } from 'node:fs/promises';
import type {
  ChooseEntries,
  DirectoryEntry,
  FileProblem,
  FileRules,
  Listing,
  NamedEntry,
} from '../../application/ports/system/file-vault.js';
import { fail, ok, type Result } from '../../domain/result.js';
import { type ConfinedDirectory, confinedDirectory } from './confined-place.js';
import type { DenyGlobs } from './deny-globs.js';
import { fileFailure, systemCode } from './file-failure.js';
import { HeldDirectory } from './held-directory.js';
import { directoryPath } from './path-shape.js';

/** How many names of a directory are looked at unless that is said. */
const MOST_NAMES = 50_000;
/** How many are asked about at once: enough to keep the disk busy, few enough to leave the rest of the program its turn. */
const AT_ONCE = 64;

/** What is wanted of a directory, by whom. */
export interface ListOrder {
  readonly directory: string;
  readonly rules: FileRules;
  readonly names: DenyGlobs;
  readonly choose?: ChooseEntries;
  /** How many names of a directory are looked at. */
  readonly most?: number;
}

/** What is in the directory, without the names that are denied. */
export async function listDirectory(order: ListOrder): Promise<Result<Listing, FileProblem>> {
  const path = directoryPath(order.directory);
  if (!path.ok) return path;
  const found = await confinedDirectory(path.value, order.rules, order.names);
  if (!found.ok) return found;
  try {
    await using held = await HeldDirectory.open(found.value.directory);
    if (held === null) return fail({ kind: 'moved', path: path.value });
    const { names, ...rest } = await namesIn(held, found.value, order);
    const entries = await described(held, order.choose?.(names) ?? names);
    return (await held.isInPlace()) ? ok({ names, entries, ...rest }) : fail({ kind: 'moved', path: path.value });
  } catch (error) {
    return fail(fileFailure(error, path.value));
  }
}

async function namesIn(
  held: HeldDirectory,
  { directory, isShut }: ConfinedDirectory,
  { names: denied, most = MOST_NAMES }: ListOrder,
): Promise<Omit<Listing, 'entries'>> {
  let [seen, leftOut] = [0, 0];
  const names: NamedEntry[] = [];
  for await (const one of await held.names()) {
    seen += 1;
    if (seen > most) return { names, leftOut, isCut: true };
    const target = `${directory}/${one.name}`;
    const isDenied = denied.denies(target) || isShut(target);
    // Not every file system tells the kind with the name, and one that is no UTF-8 may have been read as another.
    const state = isDenied || isTold(one) ? one : await stateOf(held, one.name);
    if (isDenied || state === null) leftOut += 1;
    else names.push({ name: one.name, kind: kindOf(state) });
  }
  return { names, leftOut, isCut: false };
}

function isTold(entry: Dirent): boolean {
  const isKnown = entry.isFile() || entry.isDirectory() || entry.isSymbolicLink();
  return isKnown && !entry.name.includes('\uFFFD');
}

async function described(held: HeldDirectory, names: readonly NamedEntry[]): Promise<readonly DirectoryEntry[]> {
  const entries: DirectoryEntry[] = [];
  for (let from = 0; from < names.length; from += AT_ONCE) {
    const some = names.slice(from, from + AT_ONCE).map(async ({ name }) => {
      const state = await stateOf(held, name);
      return state === null
        ? []
        : [{ name, kind: kindOf(state), bytes: state.size, modifiedAt: Math.floor(state.mtimeMs) }];
    });
    entries.push(...(await Promise.all(some)).flat());
  }
  return entries;
}

/** `null` for what is not there. */
async function stateOf(held: HeldDirectory, name: string): Promise<Stats | null> {
  return lstat(held.at(name)).catch((error: unknown) => {
    if (systemCode(error) === 'ENOENT') return null;
    throw error;
  });
}

function kindOf(state: Pick<Stats, 'isDirectory' | 'isFile' | 'isSymbolicLink'>): NamedEntry['kind'] {
  if (state.isDirectory()) return 'directory';
  if (state.isFile()) return 'file';
  return state.isSymbolicLink() ? 'link' : 'other';
}
