import {
  closeSync,
  copyFileSync,
  existsSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeSync,
} from 'node:fs';
import { copyBeside, type LogMark, readMark } from './preload/disk-record.js';
import type { Random } from './random.js';

/**
 * What becomes of writes that nobody had synced when the power went: all are there (`keep`), none (`drop`), the log ends
 * somewhere in them (`cut`), or their bytes are wrong (`garble`).
 */
export type Damage = 'keep' | 'drop' | 'cut' | 'garble';

/** `salt` and checksums included (https://sqlite.org/walformat.html). */
const LOG_HEADER_BYTES = 32;
const FRAME_HEADER_BYTES = 24;

/**
 * Does to the store of a program that was killed what a power cut might have done; answers how many bytes of the log were
 * not certain to be there. The database file goes back to what it was before the commit under way, whose checkpoint, if
 * it made one, had not been synced either.
 */
export function damage(database: string, record: string, how: Damage, random: Random): number {
  if (how === 'keep' || !existsSync(record)) return 0;
  const certain = JSON.parse(readFileSync(record, 'utf8').trim() || 'null') as LogMark | null;
  const log = `${database}-wal`;
  if (certain === null || !existsSync(log)) return 0;
  const length = statSync(log).size;
  const now = readMark(database);
  // With another salt the log was begun anew, which SQLite does when all of it is in the database file and synced.
  const begunAnew = now !== null && now.salt !== certain.salt;
  const from = begunAnew ? 0 : Math.min(length, endOf(certain));
  const end = now === null ? length : Math.min(length, endOf(now));
  const uncertain = Math.max(0, end - from);
  if (uncertain === 0) return 0;
  if (!begunAnew && statSync(copyBeside(record)).size > 0) copyFileSync(copyBeside(record), database);
  if (how === 'garble') garble(log, from, end, random);
  else truncateSync(log, how === 'drop' ? from : from + random.below(uncertain));
  rmSync(`${database}-shm`, { force: true });
  return uncertain;
}

function endOf({ frames, pageBytes }: LogMark): number {
  return frames === 0 ? 0 : LOG_HEADER_BYTES + frames * (FRAME_HEADER_BYTES + pageBytes);
}

function garble(path: string, from: number, end: number, random: Random): void {
  const file = openSync(path, 'r+');
  for (let at = from; at < end; at += 512) {
    if (random.chance(0.5))
      writeSync(file, Buffer.from([random.below(256)]), 0, 1, Math.min(end - 1, at + random.below(512)));
  }
  closeSync(file);
}
