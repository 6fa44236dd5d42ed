import { readlinkSync, statSync } from 'node:fs';
import { readlink, stat, statfs } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';

/** The most symbolic links that are followed from a name to its file. */
const MOST_HOPS = 16;

/**
 * What Linux calls the file systems that lie on the machine itself: the ext family, XFS, Btrfs, tmpfs, ramfs, overlayfs,
 * F2FS, ZFS, bcachefs, EROFS and squashfs.
 */
const LOCAL_TYPES: ReadonlySet<number> = new Set([
  0xef53, 0x58465342, 0x9123683e, 0x01021994, 0x858458f6, 0x794c7630, 0xf2f52010, 0x2fc12fc1, 0xca451a4e, 0xe0f5e1e2,
  0x73717368,
]);

/** A directory that can be told from another one that takes its place; without an inode while there is none. */
export interface Directory {
  readonly path: string;
  readonly inode: bigint | null;
}

/** Where a name leads. */
export interface Route {
  /** The file's own name, behind all links, in the directory that events of it tell of. */
  readonly file: string;
  /** The directory of the name, and of each symbolic link on the way to the file. */
  readonly directories: readonly Directory[];
}

/**
 * Which directories are known to lie on the machine itself, so that looking into them holds nothing up. A network mount may be
 * dead: then whoever looks waits for good, and it must not be the program that does.
 */
export class NearPlaces {
  #known: ReadonlyMap<string, Known> = new Map();

  /** Where a name leads, looked up at once; `null` if a part of the way is not known to be near. */
  routeNow(file: string): Route | null {
    const directories = new Set<string>();
    let path = file;
    for (let hop = 0; hop < MOST_HOPS; hop++) {
      const directory = dirname(path);
      if (!this.#isNear(directory)) return null;
      directories.add(directory);
      const linked = targetNow(path);
      if (linked === null) break;
      path = linked;
    }
    let found = path;
    for (const directory of [...directories]) {
      const target = targetNow(directory);
      if (target === null) continue;
      if (!this.#isNear(target)) return null;
      directories.add(dirname(directory)).add(target);
      if (directory === dirname(path)) found = join(target, basename(path));
    }
    if (this.#known.get(found)?.isNear === false) return null;
    return { file: found, directories: [...directories].map((one) => ({ path: one, inode: inodeNow(one) })) };
  }

  /** The same without holding anything up, however long it takes; what lies near is known from then on. */
  async route(file: string): Promise<Route> {
    const directories = new Set<string>();
    let path = file;
    for (let hop = 0; hop < MOST_HOPS; hop++) {
      directories.add(dirname(path));
      const linked = await target(path);
      if (linked === null) break;
      path = linked;
    }
    let at = path;
    for (const directory of [...directories]) {
      const linked = await target(directory);
      if (linked === null) continue;
      directories.add(dirname(directory)).add(linked);
      if (directory === dirname(path)) at = join(linked, basename(path));
    }
    const found = await Promise.all([...directories].map(async (one) => ({ path: one, inode: await inodeOf(one) })));
    const known = await Promise.all(found.map(async (one) => [one.path, await this.#knownOf(one)] as const));
    // A single file can be mounted, too, as containers often have it.
    const isFar = (await fileSystemOf(at)) === 'far';
    this.#known = new Map([...known, ...(isFar ? [[at, { inode: null, isNear: false }] as const] : [])]);
    return { file: at, directories: found };
  }

  /** Another file system that is mounted in its place has another inode. */
  async #knownOf({ path, inode }: Directory): Promise<Known> {
    const known = this.#known.get(path);
    return known?.inode === inode && inode !== null ? known : { inode, isNear: (await fileSystemOf(path)) === 'near' };
  }

  #isNear(directory: string): boolean {
    return this.#known.get(directory)?.isNear === true;
  }
}

interface Known {
  readonly inode: bigint | null;
  readonly isNear: boolean;
}

async function fileSystemOf(path: string): Promise<'near' | 'far' | 'unknown'> {
  if (process.platform !== 'linux') return 'unknown';
  try {
    return LOCAL_TYPES.has((await statfs(path)).type >>> 0) ? 'near' : 'far';
  } catch {
    return 'unknown';
  }
}

async function target(path: string): Promise<string | null> {
  try {
    return resolve(dirname(path), await readlink(path));
  } catch {
    return null;
  }
}

function targetNow(path: string): string | null {
  try {
    return resolve(dirname(path), readlinkSync(path));
  } catch {
    return null;
  }
}

async function inodeOf(path: string): Promise<bigint | null> {
  try {
    return (await stat(path, { bigint: true })).ino;
  } catch {
    return null;
  }
}

function inodeNow(path: string): bigint | null {
  try {
    return statSync(path, { bigint: true, throwIfNoEntry: false })?.ino ?? null;
  } catch {
    return null;
  }
}
