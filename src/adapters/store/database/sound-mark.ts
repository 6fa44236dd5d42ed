import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';

const MARK = '.sound';

/**
 * Says beside a database that has been closed that it is sound, so that the next opening need not read all of it. The mark holds
 * for the file as it is now: any byte written to it by whomever, a copy put in its place or a log left beside it undoes it.
 */
export function markSound(path: string): void {
  const identity = identityOf(path);
  try {
    if (identity === null) rmSync(path + MARK, { force: true });
    else writeFileSync(path + MARK, identity, { mode: 0o600 });
  } catch {
    // Without the mark the next opening takes longer, and that is all.
  }
}

/** Whether it was marked when it was last closed, and nothing has touched it since. */
export function isMarkedSound(path: string): boolean {
  try {
    return readFileSync(path + MARK, 'utf8') === identityOf(path);
  } catch {
    return false;
  }
}

/** `null` where a log says that it was not closed in order, or there is no such file. */
function identityOf(path: string): string | null {
  const log = statSync(`${path}-wal`, { throwIfNoEntry: false });
  if (log !== undefined && log.size > 0) return null;
  const file = statSync(path, { bigint: true, throwIfNoEntry: false });
  if (file === undefined) return null;
  // The kernel sets the time of change (`ctime`) at each write, and nobody else can.
  return [file.dev, file.ino, file.size, file.mtimeNs, file.ctimeNs].join(' ');
}
