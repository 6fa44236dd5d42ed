import { chmodSync, closeSync, lstatSync, openSync, readdirSync, type Stats, statSync } from 'node:fs';
import { fail, ok, type Result } from '../../domain/result.js';
import { makeDirectories } from './make-directories.js';

/** Why a path can't be trusted to be ours alone, and what to do about it; sentences for people. */
export interface NotOurs {
  readonly message: string;
  readonly hint: string;
}

/** What a path is now: whether its permissions were changed to that. */
export type Owned = Result<{ readonly mended: boolean }, NotOurs>;

const EVERYBODY_ELSE = 0o077;
const WRITE_FOR_OTHERS = 0o022;

/** The user whose files are ours. */
export const effectiveUser = (): number => process.geteuid?.() ?? 0;

/**
 * Makes a directory for its owner only, or lets one that is there be so. Where `isOurs` doesn't know all that is in it, it
 * holds the things of others as well: then they may look into it as before, but not change it. Throws what the disk says.
 */
export function ownDirectory(path: string, isOurs: (name: string) => boolean, user = effectiveUser()): Owned {
  makeDirectories(path);
  const link = lstatSync(path);
  if (link.isSymbolicLink() && link.uid !== 0 && link.uid !== user) return fail(foreign(path, link, user));
  const found = statSync(path);
  if (!found.isDirectory()) return fail({ message: `${path} is not a directory.`, hint: 'Move it away.' });
  if (found.uid !== user) return fail(foreign(path, found, user));
  const shut = found.mode & ~(readdirSync(path).every(isOurs) ? EVERYBODY_ELSE : WRITE_FOR_OTHERS) & 0o7777;
  if (shut === (found.mode & 0o7777)) return ok({ mended: false });
  chmodSync(path, shut);
  return ok({ mended: true });
}

/**
 * Lets a file that is there be for its owner's eyes only; nothing happens if there is none. Its directory is to be owned
 * first, or another user may swap the file meanwhile. Never opens the file: closing it again would free SQLite's locks on it
 * (https://sqlite.org/howtocorrupt.html#_posix_advisory_locks_canceled_by_a_separate_thread_doing_close_). Throws what the
 * disk says.
 */
export function ownFile(path: string, user = effectiveUser()): Owned {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (found === undefined) return ok({ mended: false });
  const refused = refusal(path, found, user);
  if (refused !== null) return fail(refused);
  const mended = (found.mode & EVERYBODY_ELSE) !== 0;
  if (mended) chmodSync(path, 0o600);
  return ok({ mended });
}

/** Like `ownFile`, but makes the file, empty, if there is none. */
export function makeOwnFile(path: string, user = effectiveUser()): Owned {
  if (lstatSync(path, { throwIfNoEntry: false }) === undefined) {
    try {
      closeSync(openSync(path, 'wx', 0o600));
    } catch (error) {
      // Another program that starts at the same moment was faster.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
  return ownFile(path, user);
}

function refusal(path: string, found: Stats, user: number): NotOurs | null {
  if (found.isSymbolicLink()) {
    const message = `${path} is a symbolic link; Untether makes none there.`;
    return { message, hint: 'Remove the link, or move what it leads to into its place.' };
  }
  if (!found.isFile()) return { message: `${path} is not a file.`, hint: 'Move it away.' };
  return found.uid === user ? null : foreign(path, found, user);
}

function foreign(path: string, { uid }: Stats, user: number): NotOurs {
  return {
    message: `${path} belongs to another user (uid ${uid}) than the one that Untether runs as (uid ${user}).`,
    hint: `Run: sudo chown -h ${user} '${path}'. Or name another directory (state_dir).`,
  };
}
