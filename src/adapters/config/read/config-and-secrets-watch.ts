import { stat } from 'node:fs/promises';
import { type FSWatcher, watch } from 'chokidar';
import { Serial } from '../../../application/concurrency/serial.js';
import type { ConfigWatch } from '../../../application/ports/config/config-watch.js';
import type { Alarm, Cancel } from '../../../domain/ports/alarm.js';
import { type Directory, NearPlaces } from './near-places.js';

/** Between two looks for what no event told. */
const POLL_MS = 1_500;

/** How long a secret must have been still at least before it is read. */
const LEAST_SETTLE_MS = 20;

/**
 * Watches the configuration file, and the files that hold its secrets: by the directory of each and of every symbolic link
 * on the way to it, as secrets are often mounted. One that is missing or empty is being replaced, so it is waited for.
 */
export class ConfigAndSecretsWatch implements ConfigWatch {
  readonly #config: ConfigWatch;
  readonly #files: () => readonly string[];
  readonly #alarm: Alarm;
  #watcher: FSWatcher | null = null;
  #watched: readonly Directory[] = [];
  #known = new Map<string, string>();
  #followed = '';
  #polling: Cancel = () => undefined;
  #settling: Cancel = () => undefined;
  readonly #looks = new Serial();
  #nextLook: Promise<void> | null = null;
  #running = false;
  #onEdit: () => void = () => undefined;
  #settleMs: () => number = () => 0;

  /** `files` is asked anew at each look: where the secrets of the latest reading may be. */
  constructor(config: ConfigWatch, files: () => readonly string[], alarm: Alarm) {
    this.#config = config;
    this.#files = files;
    this.#alarm = alarm;
  }

  async start(onEdit: () => void, settleMs: () => number, onStir?: () => void): Promise<void> {
    await this.#config.start(onEdit, settleMs, onStir);
    this.#onEdit = onEdit;
    this.#settleMs = settleMs;
    this.#running = true;
    this.#poll();
    await this.#lookSoon();
  }

  still(): Promise<boolean> {
    return this.#config.still();
  }

  async stop(): Promise<void> {
    this.#running = false;
    this.#polling();
    this.#settling();
    await this.#config.stop();
    await this.#looks.idle();
    await this.#watcher?.close();
    this.#watcher = null;
  }

  #poll(): void {
    this.#polling = this.#alarm.after(POLL_MS, () => {
      void this.#lookSoon();
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

  /** A file that is new to us may have been replaced after it was read: reading it again costs little. */
  async #look(): Promise<void> {
    const files = [...new Set(this.#files())];
    const listed = JSON.stringify(files);
    const signatures = await Promise.all(files.map(signatureOf));
    const changed = files.filter((file, index) => {
      const signature = signatures[index] ?? null;
      if (signature === null || this.#known.get(file) === signature) return false;
      this.#known.set(file, signature);
      return true;
    });
    if (!this.#running || (changed.length === 0 && listed === this.#followed)) return;
    this.#followed = listed;
    for (const file of this.#known.keys()) if (!files.includes(file)) this.#known.delete(file);
    await this.#follow(files);
    if (changed.length === 0 || !this.#running) return;
    this.#settling();
    this.#settling = this.#alarm.after(Math.max(LEAST_SETTLE_MS, this.#settleMs()), () => this.#onEdit());
  }

  /** A directory that was replaced is another one under the same name. */
  async #follow(files: readonly string[]): Promise<void> {
    const places = new NearPlaces();
    const found = (await Promise.all(files.map((file) => places.route(file)))).flatMap(
      ({ directories }) => directories,
    );
    const directories = [...new Map(found.map((one) => [`${one.path}\n${one.inode}`, one])).values()];
    const isIn = (list: readonly Directory[]) => (one: Directory) =>
      list.some(({ path, inode }) => path === one.path && inode === one.inode);
    const gone = this.#watched.filter((one) => !isIn(directories)(one)).map(({ path }) => path);
    const fresh = directories.filter((one) => !isIn(this.#watched)(one)).map(({ path }) => path);
    this.#watched = directories;
    if (gone.length > 0) this.#watcher?.unwatch(gone);
    if (fresh.length === 0 || !this.#running) return;
    this.#watcher ??= this.#open();
    this.#watcher.add(fresh);
  }

  #open(): FSWatcher {
    const options = { ignoreInitial: true, depth: 0, followSymlinks: false, ignorePermissionErrors: true };
    const watcher = watch([], options);
    // Of changes within a few milliseconds `all` tells the first only.
    for (const event of ['all', 'raw', 'error'] as const) watcher.on(event, () => void this.#lookSoon());
    return watcher;
  }
}

/** What tells one content of a file from another without reading it; `null` while it is missing or empty. */
async function signatureOf(file: string): Promise<string | null> {
  try {
    const { dev, ino, size, mtimeNs, ctimeNs } = await stat(file, { bigint: true });
    return size === 0n ? null : `${dev}:${ino}:${size}:${mtimeNs}:${ctimeNs}`;
  } catch {
    return null;
  }
}
