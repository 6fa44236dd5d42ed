import { readlink, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { type FSWatcher, watch } from 'chokidar';
import { Serial } from '../../../application/concurrency/serial.js';
import type { ConfigWatch } from '../../../application/ports/config/config-watch.js';
import type { Alarm, Cancel } from '../../../domain/ports/alarm.js';
import type { Clock } from '../../../domain/ports/clock.js';

/** Between two looks for what no event told, as on network file systems: with the settling it stays below two seconds. */
const POLL_MS = 1_500;
/** How soon a file that is not there is looked for again, doubled each time: it is being put in place, or it is gone. */
const MISSING_MS = 10;
/** A save in pieces is waited for this many times the longest gap between its pieces. */
const PATIENCE = 10;
/** The most symbolic links that are followed from the file's name to the file. */
const MOST_HOPS = 16;

/** What tells one content of the file from another without reading it; `null` while there is no file. */
interface Look {
  readonly inode: bigint;
  readonly writtenMs: number;
  /** A rename changes the inode after the content was written; whoever writes changes both at the same time. */
  readonly movedHere: boolean;
  readonly signature: string;
}

/**
 * Watches the directory of the file and of every symbolic link on the way to it, and looks by itself now and then. A file
 * that was renamed into the old one's place is told at once; one that is written in place, or new, once it has been still
 * for the settle time, or for ten times the longest gap between the last writes. The file that it finds counts as saved.
 */
export class ConfigFileWatch implements ConfigWatch {
  readonly #file: string;
  readonly #alarm: Alarm;
  readonly #clock: Clock;
  #watcher: FSWatcher | null = null;
  #watched: readonly Directory[] = [];
  #known: Look | null = null;
  #told = '';
  #lastChangeMs = 0;
  #longestGapMs = 0;
  #settling: Cancel | null = null;
  #polling: Cancel = () => undefined;
  #missedMs = 0;
  #missing: Cancel = () => undefined;
  readonly #looks = new Serial();
  #nextLook: Promise<void> | null = null;
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
    this.#watched = await directoriesOf(this.#file);
    const options = { ignoreInitial: true, depth: 0, followSymlinks: false, ignorePermissionErrors: true };
    const watcher = watch(
      this.#watched.map(({ path }) => path),
      options,
    );
    watcher.on('all', () => this.#lookSoon());
    // Of changes within a few milliseconds `all` tells the first only; the last one is what counts.
    watcher.on('raw', () => this.#lookSoon());
    watcher.on('error', () => this.#lookSoon());
    this.#watcher = watcher;
    await new Promise<void>((done) => void watcher.once('ready', done));
    // Whoever has read the file before this can't know what was saved in between.
    void this.#lookSoon();
    this.#poll();
  }

  async still(): Promise<boolean> {
    await this.#lookSoon();
    const now = await look(this.#file);
    return this.#settling === null && now !== null && now.signature === this.#told;
  }

  async stop(): Promise<void> {
    this.#polling();
    this.#missing();
    this.#settling?.();
    await this.#watcher?.close();
    this.#watcher = null;
    await this.#looks.idle();
  }

  #poll(): void {
    this.#polling = this.#alarm.after(POLL_MS, () => {
      this.#lookSoon();
      this.#poll();
    });
  }

  /** One look that has not begun yet serves every event until then. */
  #lookSoon(): Promise<void> {
    this.#nextLook ??= this.#looks.run(() => {
      this.#nextLook = null;
      return this.#look();
    });
    return this.#nextLook;
  }

  async #look(): Promise<void> {
    if (this.#watcher === null) return;
    await this.#followLinks(this.#watcher);
    const now = await look(this.#file);
    if (now === null) return this.#lookAgain();
    this.#missedMs = 0;
    if (now.signature !== this.#known?.signature) this.#change(now);
  }

  #change(now: Look): void {
    const before = this.#known;
    this.#known = now;
    if (before?.inode !== now.inode && now.movedHere) this.#tell();
    else this.#wait(before, now);
  }

  #lookAgain(): void {
    this.#missedMs = Math.max(MISSING_MS, 2 * this.#missedMs);
    if (this.#missedMs >= POLL_MS) return;
    this.#missing = this.#alarm.after(this.#missedMs, () => void this.#lookSoon());
  }

  /** Each further write begins the wait anew. */
  #wait(before: Look | null, now: Look): void {
    const nowMs = this.#clock.monotonicMs();
    this.#longestGapMs = Math.max(this.#longestGapMs, this.#gapMs(before, now, nowMs));
    this.#lastChangeMs = nowMs;
    this.#settling?.();
    const settleMs = this.#settleMs();
    const waitMs = settleMs === 0 ? 0 : Math.max(settleMs, PATIENCE * this.#longestGapMs);
    this.#settling = this.#alarm.after(waitMs, () => void this.#looks.run(() => this.#settled()));
  }

  /** How far two writes of one save are apart: as the file says, but never longer than it seemed to us. */
  #gapMs(before: Look | null, now: Look, nowMs: number): number {
    if (this.#settling === null || before === null) return 0;
    return Math.max(0, Math.min(nowMs - this.#lastChangeMs, now.writtenMs - before.writtenMs));
  }

  async #settled(): Promise<void> {
    const now = await look(this.#file);
    if (now !== null && now.signature !== this.#known?.signature) this.#change(now);
    else this.#tell();
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

  /** A directory that was replaced is another one under the same name. */
  async #followLinks(watcher: FSWatcher): Promise<void> {
    const directories = await directoriesOf(this.#file);
    const isIn = (list: readonly Directory[]) => (one: Directory) =>
      list.some(({ path, inode }) => path === one.path && inode === one.inode);
    const gone = this.#watched.filter((directory) => !isIn(directories)(directory));
    const fresh = directories.filter((directory) => !isIn(this.#watched)(directory));
    if (gone.length > 0) watcher.unwatch(gone.map(({ path }) => path));
    if (fresh.length > 0) watcher.add(fresh.map(({ path }) => path));
    this.#watched = directories;
  }
}

async function look(file: string): Promise<Look | null> {
  try {
    const { ino, dev, size, mtimeNs, ctimeNs } = await stat(file, { bigint: true });
    return {
      inode: ino,
      writtenMs: Number(mtimeNs / 1_000_000n),
      movedHere: ctimeNs > mtimeNs,
      signature: `${dev}:${ino}:${size}:${mtimeNs}:${ctimeNs}`,
    };
  } catch {
    return null;
  }
}

/** A directory that can be told from another one that takes its place; without an inode while there is none. */
export interface Directory {
  readonly path: string;
  readonly inode: bigint | null;
}

/** The directory of the name, and of each symbolic link on the way to the file. */
export async function directoriesOf(file: string): Promise<readonly Directory[]> {
  const directories = new Set<string>();
  let path = file;
  for (let hop = 0; hop < MOST_HOPS; hop++) {
    directories.add(dirname(path));
    const linked = await linkTarget(path);
    if (linked === null) break;
    path = linked;
  }
  for (const directory of [...directories]) {
    const target = await linkTarget(directory);
    if (target !== null) directories.add(dirname(directory)).add(target);
  }
  return Promise.all([...directories].map(async (path) => ({ path, inode: await inodeOf(path) })));
}

async function inodeOf(path: string): Promise<bigint | null> {
  try {
    return (await stat(path, { bigint: true })).ino;
  } catch {
    return null;
  }
}

async function linkTarget(path: string): Promise<string | null> {
  try {
    return resolve(dirname(path), await readlink(path));
  } catch {
    return null;
  }
}
