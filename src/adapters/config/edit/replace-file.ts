import type { Stats } from 'node:fs';
import { type FileHandle, open, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

const OWNER_ONLY = 0o600;
const PERMISSIONS = 0o7777;
const FOR_THE_GROUP = 0o070;

/** The file belongs to somebody to whom this process can't give a new one. */
export class OwnerLost extends Error {}

/**
 * Replaces a file in one step by a new one with the same mode and owner, and makes both the content and the step durable.
 * `mayReplace` is asked last; where it says no, nothing happens and the answer is `false`. Not to be called twice at once.
 */
export async function replaceFile(
  path: string,
  content: Uint8Array,
  mayReplace: () => Promise<boolean>,
): Promise<boolean> {
  const old = await statOf(path);
  const fresh = join(dirname(path), `.${basename(path)}.${process.pid}.new`);
  await rm(fresh, { force: true });
  try {
    await using file = await open(fresh, 'wx', OWNER_ONLY);
    if (old !== null) await likeBefore(file, old);
    await file.writeFile(content);
    await file.sync();
    if (!(await mayReplace())) return false;
    await rename(fresh, path);
  } finally {
    await rm(fresh, { force: true });
  }
  await using directory = await open(dirname(path), 'r');
  await directory.sync();
  return true;
}

/** The mode comes last, because a change of the owner takes away parts of it. */
async function likeBefore(file: FileHandle, old: Stats): Promise<void> {
  const { uid, gid } = await file.stat();
  if (uid !== old.uid || gid !== old.gid) await give(file, old, uid);
  await file.chmod(old.mode & PERMISSIONS);
}

/** Where only the group is lost, and nothing was allowed to it, nobody loses or gains anything. */
async function give(file: FileHandle, old: Stats, own: number): Promise<void> {
  try {
    await file.chown(old.uid, old.gid);
  } catch {
    if (old.uid !== own || (old.mode & FOR_THE_GROUP) !== 0) throw new OwnerLost();
  }
}

async function statOf(path: string): Promise<Stats | null> {
  try {
    return await stat(path);
  } catch {
    return null;
  }
}
