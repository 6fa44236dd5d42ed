import { readdir, rm } from 'node:fs/promises';
import { systemCode } from './file-failure.js';
import type { HeldDirectory } from './held-directory.js';

const DRAFT = /^\.untether-(\d+)-\w+\.part$/;

/** The names under which files are written before they get their real ones; each says which process it is of. */
export class Drafts {
  readonly #open = new Set<string>();

  /** A name that nobody has, until it is closed. */
  open(token: string): string {
    const name = `.untether-${process.pid}-${token}.part`;
    this.#open.add(name);
    return name;
  }

  /** Removes the draft, unless it has its real name by now. */
  async close(directory: HeldDirectory, name: string): Promise<void> {
    this.#open.delete(name);
    await rm(directory.at(name), { force: true });
  }

  /** Removes what processes left in the directory that were killed while they wrote. Never rejects. */
  async removeStale(directory: HeldDirectory): Promise<void> {
    const names = await readdir(directory.at('.')).catch(() => []);
    const stale = names.filter((name) => this.#isStale(name));
    await Promise.all(stale.map((name) => rm(directory.at(name), { force: true }).catch(() => undefined)));
  }

  #isStale(name: string): boolean {
    const pid = Number(DRAFT.exec(name)?.[1] ?? 0);
    if (pid === 0) return false;
    // In a container every process may have the same number.
    return pid === process.pid ? !this.#open.has(name) : isGone(pid);
  }
}

function isGone(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return systemCode(error) === 'ESRCH';
  }
}
