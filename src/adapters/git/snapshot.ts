import { copyFile, lstat, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCode } from '../../domain/error-text.js';
import type { GitProgram } from './git-program.js';

/** Larger files are not compared, nor is a tree with more changed or new files than that: a run must not wait for it. */
const MOST_FILE_BYTES = 1_000_000;
const MOST_FILES = 20_000;
/** Of all that are compared: each is copied. */
const MOST_BYTES = 200_000_000;
const MOST_LIST_BYTES = 8_000_000;

/** How many milliseconds are left for what is to be done. */
export type TimeLeft = () => number;

/** Where a snapshot is taken, and where what it needs is kept. */
export interface SnapshotPlace {
  /** In a working tree; what is beside it is not looked at. */
  readonly directory: string;
  /** Of our own: nothing of a snapshot is ever in the repository. */
  readonly own: string;
  /** Whether a file of that name, relative to the directory, is left out. */
  readonly leavesOut: (name: string) => boolean;
}

/** How the files of a directory are. */
export interface Snapshot {
  /** The id of a tree of git. */
  readonly tree: string;
  /** The names of files that are too large to be compared. */
  readonly large: readonly string[];
}

/** What git commands are run with so that they find the objects of snapshots. */
export interface SnapshotObjects {
  readonly variables: Readonly<Record<string, string>>;
  /** The index of the working tree. */
  readonly index: string;
}

/** Keeps git from running anything of the repository's, beside its filters. */
export const HARMLESS = ['-c', 'core.fsmonitor=false', '-c', 'core.quotePath=false', '-c', 'core.hooksPath=/dev/null'];

/** Of a repository that fetches what it lacks nothing is fetched: that may run programs of its configuration. */
const NO_FETCH = { GIT_NO_LAZY_FETCH: '1', GIT_ALLOW_PROTOCOL: 'none' };

/** Finds out where the objects of a directory are; `null` if it is in no repository. */
export async function snapshotObjects(
  git: GitProgram,
  { directory, own }: SnapshotPlace,
  left: TimeLeft,
): Promise<SnapshotObjects | null> {
  const asked = [
    'rev-parse',
    '--path-format=absolute',
    '--show-toplevel',
    '--git-path',
    'index',
    '--git-path',
    'objects',
  ];
  const { code, output } = await git.run(directory, asked, { timeoutMs: left() });
  const [top, index, objects] = output.split('\n');
  if (code !== 0 || top === undefined || index === undefined || objects === undefined) return null;
  const variables = {
    GIT_INDEX_FILE: join(own, 'index'),
    GIT_OBJECT_DIRECTORY: join(own, 'objects'),
    GIT_ALTERNATE_OBJECT_DIRECTORIES: JSON.stringify(objects),
    GIT_OPTIONAL_LOCKS: '0',
    ...NO_FETCH,
  };
  return { variables, index };
}

/**
 * Keeps how the files are as a tree: what git knows of them, and beside that only what is new or was changed. `null` if that
 * can't be done in time.
 */
export async function takeSnapshot(
  git: GitProgram,
  place: SnapshotPlace,
  { variables, index }: SnapshotObjects,
  left: TimeLeft,
): Promise<Snapshot | null> {
  const { directory, own, leavesOut } = place;
  await mkdir(join(own, 'objects'), { recursive: true, mode: 0o700 });
  await rm(join(own, 'index'), { force: true });
  await copyFile(index, join(own, 'index')).catch((error: unknown) => {
    if (errorCode(error) !== 'ENOENT') throw error;
  });
  const unfiltered = await filtersOff(git, directory, left);
  if (unfiltered === null) return null;
  const run = (args: readonly string[], input?: string) => {
    const order = {
      variables,
      timeoutMs: left(),
      mostBytes: MOST_LIST_BYTES,
      ...(input === undefined ? {} : { input }),
    };
    return git.run(directory, [...HARMLESS, ...unfiltered, ...args], order);
  };
  const changed = await run(['ls-files', '-z', '--modified', '--others', '--exclude-standard']);
  if (changed.code !== 0 || changed.cut) return null;
  const listed = new Set(changed.output.split('\0'));
  const names = [...listed].filter((name) => name !== '' && !name.endsWith('/') && !leavesOut(name));
  if (names.length > MOST_FILES) return null;
  const { compared, large, bytes } = await bySize(directory, names);
  if (bytes > MOST_BYTES) return null;
  if (compared.length > 0) {
    const added = await run(['update-index', '-z', '--add', '--remove', '--stdin'], `${compared.join('\0')}\0`);
    if (added.code !== 0) return null;
  }
  const written = await run(['write-tree']);
  return written.code === 0 ? { tree: written.output, large } : null;
}

/** Those that are compared, the ones that are gone included, and those that are too large; a repository in it is neither. */
async function bySize(directory: string, names: readonly string[]) {
  const [compared, large]: [string[], string[]] = [[], []];
  let bytes = 0;
  for (const name of names) {
    const state = await lstat(join(directory, name)).catch(() => null);
    if (state?.isDirectory() === true) continue;
    if (state !== null && state.size > MOST_FILE_BYTES) large.push(name);
    else {
      compared.push(name);
      bytes += state?.size ?? 0;
    }
  }
  return { compared, large, bytes };
}

/**
 * The options that switch off the programs which the configuration has contents pass through (gitattributes(5)): an agent can
 * have written them, and a run's end must not run them. `null` if they can't be found out.
 */
async function filtersOff(git: GitProgram, directory: string, left: TimeLeft): Promise<readonly string[] | null> {
  const asked = ['config', '-z', '--name-only', '--get-regexp', '^filter\\..*\\.(clean|process|required)$'];
  const { code, output, cut } = await git.run(directory, asked, { timeoutMs: left() });
  // 1: there are none.
  if (code !== 0) return code === 1 ? [] : null;
  const names = [...new Set(output.split('\0').filter((name) => name !== ''))];
  // A name with a sign of equality can't be given on the command line (git-config(1)).
  if (cut || names.some((name) => name.includes('='))) return null;
  return names.flatMap((name) => ['-c', name.endsWith('.required') ? `${name}=false` : `${name}=`]);
}
