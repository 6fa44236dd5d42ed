import type { DatabaseSync } from 'node:sqlite';
import type { Instant } from '../../domain/ports/clock.js';

/** How long finished work is remembered; the longest time that a webhook's deliveries may be told apart. */
export const REMEMBERED_MS = 30 * 24 * 3_600_000;

/** How many of the latest rows are remembered whatever their age, so that a clock that jumped can't forget keys. */
export const REMEMBERED_ROWS = 100_000;

/** Forgets work that was finished long ago, but not which crons have run once; gives the space back to the disk. */
export function prune(db: DatabaseSync, now: Instant, rows: number = REMEMBERED_ROWS): void {
  db.prepare(
    `DELETE FROM inbox
     WHERE finished_at < ? AND NOT (source = 'cron' AND key GLOB '*:once:*') AND id <= (SELECT max(id) FROM inbox) - ?`,
  ).run(now - REMEMBERED_MS, rows);
  db.prepare('DELETE FROM offer WHERE made_at < ?').run(now - REMEMBERED_MS);
  db.exec('PRAGMA incremental_vacuum');
}
