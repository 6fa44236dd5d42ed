import type { Dir } from 'node:fs';
import { constants, type FileHandle, lstat, mkdir, open, opendir, readlink, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { systemCode } from './file-failure.js';

const ONLY_DIRECTORY = constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW;

/** Whether an open directory can be named by its descriptor (proc_pid_fd(5)). */
const HAS_DESCRIPTOR_NAMES = process.platform === 'linux';

/**
 * A directory that stays the same one while it is worked in. On Linux the names in it are reached through the open
 * directory itself (proc_pid_fd(5)), so that it does not matter what becomes of its path; elsewhere by its path, and
 * `isInPlace` tells afterwards whether that led elsewhere.
 */
export class HeldDirectory implements AsyncDisposable {
  /** Where it was when it was opened, without symbolic links. */
  readonly path: string;
  readonly #handle: FileHandle;

  private constructor(path: string, handle: FileHandle) {
    this.path = path;
    this.#handle = handle;
  }

  /** Opens the directory; `null` if its path, which has no symbolic links, has just come to lead elsewhere. */
  static open(path: string): Promise<HeldDirectory | null> {
    return HeldDirectory.#openAt(path, path);
  }

  /** Opens a directory in this one, made if there is none; `null` as for `open`. */
  async enter(name: string): Promise<HeldDirectory | null> {
    await this.#make(name);
    return HeldDirectory.#openAt(this.at(name), join(this.path, name));
  }

  /** The path by which a name in it is to be used. */
  at(name: string): string {
    return join(HAS_DESCRIPTOR_NAMES ? this.#itself : this.path, name);
  }

  /** What is in it, to be gone through. */
  names(): Promise<Dir> {
    return opendir(this.at(''), { bufferSize: 1_000 });
  }

  /** Whether its path still leads to it; what can't be told counts as no. */
  async isInPlace(): Promise<boolean> {
    try {
      if (HAS_DESCRIPTOR_NAMES) return (await readlink(this.#itself)) === this.path;
      const [open, named] = await Promise.all([this.#handle.stat(), lstat(this.path)]);
      const isSame = open.dev === named.dev && open.ino === named.ino;
      return isSame && (await realpath(this.path)) === this.path;
    } catch {
      return false;
    }
  }

  /** Makes new names in it survive a power cut. */
  sync(): Promise<void> {
    return this.#handle.sync();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#handle.close();
  }

  get #itself(): string {
    return `/proc/self/fd/${this.#handle.fd}`;
  }

  static async #openAt(place: string, path: string): Promise<HeldDirectory | null> {
    const directory = new HeldDirectory(path, await open(place, ONLY_DIRECTORY));
    if (await directory.isInPlace()) return directory;
    await directory[Symbol.asyncDispose]();
    return null;
  }

  async #make(name: string): Promise<void> {
    try {
      await mkdir(this.at(name), { mode: 0o700 });
      await this.sync();
    } catch (error) {
      if (systemCode(error) !== 'EEXIST') throw error;
    }
  }
}
