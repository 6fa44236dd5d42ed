import { readlink, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { type FSWatcher, watch } from 'chokidar';
import type { ConfigWatch } from '../../application/ports/config-watch.js';
import type { Alarm, Cancel } from '../../domain/ports/alarm.js';
import type { Clock } from '../../domain/ports/clock.js';

/** Between two looks for what no event told: network file systems, a directory that was replaced. */
const POLL_MS = 2_000;
/** A save in pieces is waited for this many times the longest gap between its pieces. */
const PATIENCE = 10;
/** The most symbolic links that are followed from the file's name to the file. */
const MOST_HOPS = 16;

/** What tells one content of the file from another without reading it; `null` while there is no file. */
interface Look {
  readonly inode: bigint;
  readonly signature: string;
}

/**
 * Watches the directory of the file and of every symbolic link on the way to it, and looks by itself now and then. A new
 * file in the old one's place (rename, link swap) is told at once; a file that is written in place once it has been still
 * for the settle time, or for ten times the longest gap between the last writes.
 */
export class ConfigFileWatch implements ConfigWatch {
  readonly #file: string;
  readonly #alarm: Alarm;
  readonly #clock: Clock;
  #watcher: FSWatcher | null = null;
  #watched: readonly string[] = [];
  #known: Look | null = null;
  #told = '';
  #lastChangeMs = 0;
  #longestGapMs = 0;
  #settling: Cancel | null = null;
  #polling: Cancel = () => undefined;
  #looking: Promise<void> = Promise.resolve();
  #lookWaits = false;
  #onEdit: () => void = () => undefined;
  #settleMs: () => number = () => 0;

  constructor(file: string, alarm: Alarm, clock: Clock) {
    this.#file = file;
    this.#alarm = alarm;
    this.#clock = clock;
  }

  async start(onEdit: () => void, settleMs: () => number): Promise<void> {
    this.#onEdit = onEdit;
    this.#settleMs = settleMs;
    this.#known = await look(this.#file);
    this.#told = this.#known?.signature ?? '';
    this.#watched = await directoriesOf(this.#file);
    const options = { ignoreInitial: true, depth: 0, followSymlinks: false, ignorePermissionErrors: true };
    const watcher = watch([...this.#watched], options);
    watcher.on('all', () => this.#lookSoon());
    // Of changes within a few milliseconds `all` tells the first only; the last one is what counts.
    watcher.on('raw', () => this.#lookSoon());
    watcher.on('error', () => this.#lookSoon());
    this.#watcher = watcher;
    await new Promise<void>((done) => void watcher.once('ready', done));
    this.#poll();
  }

  async stop(): Promise<void> {
    this.#polling();
    this.#settling?.();
    await this.#watcher?.close();
    this.#watcher = null;
    await this.#looking;
  }

  #poll(): void {
    this.#polling = this.#alarm.after(POLL_MS, () => {
      this.#lookSoon();
      this.#poll();
    });
  }

  /** One look that has not begun yet serves every event until then. */
  #lookSoon(): void {
    if (this.#lookWaits) return;
    this.#lookWaits = true;
    this.#looking = this.#looking.then(() => {
      this.#lookWaits = false;
      return this.#look();
    });
  }

  async #look(): Promise<void> {
    if (this.#watcher === null) return;
    await this.#followLinks(this.#watcher);
    const now = await look(this.#file);
    if (now === null || now.signature === this.#known?.signature) return;
    const before = this.#known;
    this.#known = now;
    if (before !== null && before.inode === now.inode) this.#wait();
    else this.#tell();
  }

  /** Each further write begins the wait anew. */
  #wait(): void {
    const nowMs = this.#clock.monotonicMs();
    const gapMs = this.#settling === null ? 0 : nowMs - this.#lastChangeMs;
    this.#longestGapMs = Math.max(this.#longestGapMs, gapMs);
    this.#lastChangeMs = nowMs;
    this.#settling?.();
    const settleMs = this.#settleMs();
    const waitMs = settleMs === 0 ? 0 : Math.max(settleMs, PATIENCE * this.#longestGapMs);
    this.#settling = this.#alarm.after(waitMs, () => {
      this.#looking = this.#looking.then(() => this.#settled());
    });
  }

  async #settled(): Promise<void> {
    const now = await look(this.#file);
    if (now !== null && now.signature !== this.#known?.signature) {
      this.#known = now;
      this.#wait();
    } else this.#tell();
  }

  #tell(): void {
    this.#settling?.();
    this.#settling = null;
    this.#longestGapMs = 0;
    const signature = this.#known?.signature ?? '';
    if (signature === this.#told || this.#watcher === null) return;
    this.#told = signature;
    this.#onEdit();
  }

  async #followLinks(watcher: FSWatcher): Promise<void> {
    const directories = await directoriesOf(this.#file);
    const fresh = directories.filter((directory) => !this.#watched.includes(directory));
    const gone = this.#watched.filter((directory) => !directories.includes(directory));
    if (fresh.length > 0) watcher.add(fresh);
    if (gone.length > 0) watcher.unwatch(gone);
    this.#watched = directories;
  }
}

async function look(file: string): Promise<Look | null> {
  try {
    const { ino, dev, size, mtimeNs, ctimeNs } = await stat(file, { bigint: true });
    return { inode: ino, signature: `${dev}:${ino}:${size}:${mtimeNs}:${ctimeNs}` };
  } catch {
    return null;
  }
}

/** The directory of the name, and of each symbolic link on the way to the file. */
async function directoriesOf(file: string): Promise<readonly string[]> {
  const directories = new Set<string>();
  let path = file;
  for (let hop = 0; hop < MOST_HOPS; hop++) {
    directories.add(dirname(path));
    const linked = await linkTarget(path);
    if (linked === null) break;
    path = linked;
  }
  const above = [...directories].map(async (directory) => {
    const target = await linkTarget(directory);
    return target === null ? [] : [dirname(directory), target];
  });
  return [...directories, ...(await Promise.all(above)).flat()];
}

async function linkTarget(path: string): Promise<string | null> {
  try {
    return resolve(dirname(path), await readlink(path));
  } catch {
    return null;
  }
}
