import { lstatSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

const MARK = '.sound';
/** What shows that the database was not closed in order, if there is anything in it (https://sqlite.org/tempfiles.html). */
const LOGS = ['-wal', '-journal'];
/** A mark is this long at the most, in bytes. */
const LONGEST = 200;
/** How often it is written again while the clock of the file system stands still, and how far apart, in milliseconds. */
const TICK = { tries: 10, apartMs: 2 };

/**
 * Says beside a database that has been closed that it is sound, so that the next opening need not read all of it. The mark holds
 * for the file as it is now: any byte written to it by whomever, a copy put in its place or a log left beside it undoes it.
 */
export async function markSound(path: string): Promise<void> {
  try {
    const state = closedState(path);
    for (let tries = 0; tries < TICK.tries; tries++) {
      rmSync(path + MARK, { force: true });
      if (state === null) return;
      writeFileSync(path + MARK, state, { mode: 0o600, flag: 'wx' });
      if (isLater(path)) return;
      await pause(TICK.apartMs);
    }
  } catch {
    // Without the mark the next opening takes longer, and that is all.
  }
}

/**
 * Whether it was marked when it was last closed, and nothing has touched it since. The mark is used up by that: if this process
 * is killed, or finds that the database is damaged after all, the next one reads all of it.
 */
export function takeSoundMark(path: string): boolean {
  try {
    const isHere = lstatSync(path + MARK);
    const holds =
      isHere.isFile() &&
      isHere.size <= LONGEST &&
      isLater(path) &&
      readFileSync(path + MARK, 'utf8') === closedState(path);
    rmSync(path + MARK);
    return holds;
  } catch {
    return false;
  }
}

/** All by which a change of the file shows; `null` if it can't be seen. */
export function fileState(path: string): string | null {
  try {
    // The kernel sets the time of change (`ctime`) at each write, and nobody else can.
    const { dev, ino, size, mtimeNs, ctimeNs } = statSync(path, { bigint: true });
    return [dev, ino, size, mtimeNs, ctimeNs].join(' ');
  } catch {
    return null;
  }
}

/** `null` where a log says that it was not closed in order, or the file can't be seen. */
function closedState(path: string): string | null {
  const isOpen = LOGS.some((log) => (statSync(path + log, { throwIfNoEntry: false })?.size ?? 0) > 0);
  return isOpen ? null : fileState(path);
}

/** What is written in the same tick as the file leaves the times of the file as they were, so the mark must be of a later one. */
function isLater(path: string): boolean {
  const [mark, file] = [path + MARK, path].map((one) => statSync(one, { bigint: true }).ctimeNs);
  return mark !== undefined && file !== undefined && mark > file;
}
