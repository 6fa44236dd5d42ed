import { constants, type FileHandle, mkdir, open, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { systemCode } from './file-failure.js';

const ONLY_DIRECTORY = constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW;

/**
 * A directory that stays the same one while it is worked in. On Linux the names in it are reached through the open
 * directory itself (proc_pid_fd(5)), so that it does not matter what becomes of its path; elsewhere by its path.
 */
export class HeldDirectory implements AsyncDisposable {
  /** Where it was when it was opened, without symbolic links. */
  readonly path: string;
  readonly #handle: FileHandle;
  readonly #base: string;

  private constructor(path: string, handle: FileHandle, base: string) {
    this.path = path;
    this.#handle = handle;
    this.#base = base;
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
    return join(this.#base, name);
  }

  /** Makes new names in it survive a power cut. */
  sync(): Promise<void> {
    return this.#handle.sync();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#handle.close();
  }

  static async #openAt(place: string, path: string): Promise<HeldDirectory | null> {
    const handle = await open(place, ONLY_DIRECTORY);
    const itself = `/proc/self/fd/${handle.fd}`;
    const throughItself = await realpath(itself).catch(() => null);
    const isThere = (throughItself ?? (await realpath(path).catch(() => null))) === path;
    if (isThere) return new HeldDirectory(path, handle, throughItself === null ? path : itself);
    await handle.close();
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
