import { setImmediate as nextTurn } from 'node:timers/promises';
import { type FSWatcher, watch } from 'chokidar';
import { Serial } from '../../../application/concurrency/serial.js';
import type { ConfigWatch } from '../../../application/ports/config/config-watch.js';
import type { Alarm, Cancel } from '../../../domain/ports/alarm.js';
import type { Clock } from '../../../domain/ports/clock.js';
import { type Look, look, lookNow } from './file-look.js';
import { type Directory, NearPlaces, type Route } from './near-places.js';
import { RenameSigns } from './rename-signs.js';
import { Settling } from './settling.js';

/** Between two looks for what no event told, as on network file systems: with the settling it stays below two seconds. */
const POLL_MS = 1_500;
/** How soon a file that is not there is looked for again, doubled each time: it is being put in place, or it is gone. */
const MISSING_MS = 10;

/**
 * Watches the directory of the file and of every symbolic link on the way to it, and looks by itself now and then. A file
 * that was renamed into the old one's place is told at once; one that is written in place, or new, once it has been still
 * for the settle time, or for ten times the longest gap between the last writes. The file that it finds counts as saved.
 */
export class ConfigFileWatch implements ConfigWatch {
  readonly #file: string;
  readonly #alarm: Alarm;
  readonly #clock: Clock;
  readonly #places = new NearPlaces();
  readonly #signs = new RenameSigns();
  readonly #settling: Settling;
  #watcher: FSWatcher | null = null;
  #watched: readonly Directory[] = [];
  #known: Look | null = null;
  /** An event was about the file itself, and the file was not looked at since. */
  #isStirred = false;
  #told = '';
  #polling: Cancel = () => undefined;
  #missedMs = 0;
  #missing: Cancel | null = null;
  readonly #looks = new Serial();
  #nextLook: Promise<void> | null = null;
  /** How often the file was looked at without waiting. */
  #looksNow = 0;
  #onEdit: () => void = () => undefined;
  #onStir: () => void = () => undefined;
  #settleMs: () => number = () => 0;

  constructor(file: string, alarm: Alarm, clock: Clock) {
    this.#file = file;
    this.#alarm = alarm;
    this.#clock = clock;
    this.#settling = new Settling(alarm, clock, {
      likelyOver: () => this.#onStir(),
      over: () => this.#settled(),
    });
  }

  async start(onEdit: () => void, settleMs: () => number, onStir: () => void = () => undefined): Promise<void> {
    this.#onEdit = onEdit;
    this.#onStir = onStir;
    this.#settleMs = settleMs;
    const route = await this.#places.route(this.#file);
    this.#watched = route.directories;
    this.#signs.follow(route.file);
    const options = { ignoreInitial: true, depth: 0, followSymlinks: false, ignorePermissionErrors: true };
    const watcher = watch(
      route.directories.map(({ path }) => path),
      options,
    );
    // Of changes within a few milliseconds `all` tells the first only; the last one is what counts.
    for (const event of ['all', 'error'] as const) watcher.on(event, () => this.#lookNow());
    watcher.on('raw', (kind, name, details) => this.#lookNow(this.#signs.seen(kind, name, watchedPath(details))));
    this.#watcher = watcher;
    await new Promise<void>((done) => void watcher.once('ready', done));
    // Whoever has read the file before this can't know what was saved in between.
    void this.#lookSoon();
    this.#poll();
  }

  async still(): Promise<boolean> {
    // What was written until now is told in the turn that follows.
    await nextTurn();
    const route = this.#places.routeNow(this.#file);
    if (route === null) await this.#lookSoon();
    else this.#take(route, lookNow(route.file, this.#clock));
    const now = route === null ? await look(this.#file, this.#clock) : this.#known;
    return !this.#settling.isOn && this.#missedMs === 0 && now !== null && now.signature === this.#told;
  }

  async stop(): Promise<void> {
    this.#polling();
    this.#missing?.();
    this.#settling.end();
    await this.#watcher?.close();
    this.#watcher = null;
    await this.#looks.idle();
  }

  #poll(): void {
    this.#polling = this.#alarm.after(POLL_MS, () => {
      void this.#lookSoon();
      this.#poll();
    });
  }

  /** Looks at once where that holds nothing up; `isTold` if an event is about the file itself. */
  #lookNow(isTold = false): void {
    if (this.#watcher === null) return;
    this.#isStirred ||= isTold;
    const route = this.#places.routeNow(this.#file);
    if (route === null) void this.#lookSoon();
    else this.#take(route, lookNow(route.file, this.#clock));
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
    const before = this.#looksNow;
    const route = await this.#places.route(this.#file);
    const now = await look(route.file, this.#clock);
    // What was seen meanwhile without waiting is newer.
    if (this.#looksNow === before) this.#take(route, now);
  }

  #take({ file, directories }: Route, now: Look | null): void {
    if (this.#watcher === null) return;
    this.#looksNow += 1;
    this.#follow(this.#watcher, directories);
    this.#signs.follow(file);
    if (now === null) {
      this.#lookAgain();
      return;
    }
    this.#missedMs = 0;
    const isStirred = this.#isStirred;
    this.#isStirred = false;
    if (now.signature !== this.#known?.signature) this.#change(now);
    else if (isStirred && this.#known.mayHideWrites) this.#wait(now);
  }

  #change(now: Look): void {
    const isAnother = this.#known?.inode !== now.inode;
    this.#wait(now);
    if (isAnother && !now.isEmpty) void this.#tellIfRenamed(now);
  }

  #wait(now: Look): void {
    this.#settling.wait(this.#known, now, this.#settleMs());
    this.#known = now;
    this.#told = '';
  }

  /** Once every event was heard that there was until the look, so that none of a write is missing. */
  async #tellIfRenamed(seen: Look): Promise<void> {
    for (let turn = 0; turn < 2; turn++) await nextTurn();
    const isAsSeen = this.#settling.isOn && this.#known?.signature === seen.signature;
    if (isAsSeen && this.#signs.isRenamed(seen.movedHere)) this.#tell();
  }

  #lookAgain(): void {
    if (this.#missing !== null || this.#missedMs >= POLL_MS) return;
    this.#missedMs = Math.max(MISSING_MS, 2 * this.#missedMs);
    this.#missing = this.#alarm.after(this.#missedMs, () => {
      this.#missing = null;
      this.#lookNow();
    });
  }

  /** Looks once more: the last write may not have been told yet. */
  #settled(): void {
    const route = this.#places.routeNow(this.#file);
    if (route === null) {
      void this.#looks.run(async () => this.#tellUnless(await look(this.#file, this.#clock)));
    } else this.#tellUnless(lookNow(route.file, this.#clock));
  }

  #tellUnless(now: Look | null): void {
    if (now !== null && now.signature !== this.#known?.signature) this.#change(now);
    else this.#tell();
  }

  #tell(): void {
    this.#settling.end();
    const signature = this.#known?.signature ?? '';
    if (signature === this.#told || this.#watcher === null) return;
    this.#told = signature;
    this.#onEdit();
  }

  /** A directory that was replaced is another one under the same name. */
  #follow(watcher: FSWatcher, directories: readonly Directory[]): void {
    const isIn = (list: readonly Directory[]) => (one: Directory) =>
      list.some(({ path, inode }) => path === one.path && inode === one.inode);
    const gone = this.#watched.filter((directory) => !isIn(directories)(directory));
    const fresh = directories.filter((directory) => !isIn(this.#watched)(directory));
    if (gone.length > 0) watcher.unwatch(gone.map(({ path }) => path));
    this.#watched = directories;
    if (fresh.length === 0) return;
    watcher.add(fresh.map(({ path }) => path));
    this.#signs.forget();
  }
}

/** What chokidar says of an event beside its kind and name: which watch it is from. */
function watchedPath(details: unknown): string {
  const isNamed = typeof details === 'object' && details !== null && 'watchedPath' in details;
  return isNamed ? String(details.watchedPath) : '';
}
