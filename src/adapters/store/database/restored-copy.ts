import { existsSync, linkSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Instant } from '../../../domain/ports/clock.js';
import { COMPANIONS, freeName, stamp, syncDirectory } from './set-aside.js';

/** The name of a whole copy of a database that was taken away, until it is under the database's own name. */
export function restoredCopy(path: string): string {
  return `${path}.restored`;
}

/**
 * Finishes what a process was killed at that wrote its database back: the copy gets the database's name where that is
 * free; beside a database that somebody put there it is kept as `<path>.lost-<time>`.
 */
export function finishRestoring(path: string, now: Instant): void {
  const copy = restoredCopy(path);
  if (!existsSync(copy)) return;
  if (!existsSync(path)) {
    // Of the file that has gone; its content is in the copy.
    for (const suffix of COMPANIONS) rmSync(path + suffix, { force: true });
    linkSync(copy, path);
  }
  const [restored, there] = [statSync(copy), statSync(path)];
  if (restored.dev === there.dev && restored.ino === there.ino) rmSync(copy);
  else renameSync(copy, freeName(`${path}.lost-${stamp(now)}`));
  syncDirectory(dirname(path));
}
