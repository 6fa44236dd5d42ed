import { type BigIntStats, statSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { Clock } from '../../../domain/ports/clock.js';

/** Writes that are less than this apart may leave a file with the same times, in milliseconds: file systems' clocks tick. */
const SAME_TIMES_MS = 20;
/** The same where only whole seconds are kept, as some file systems do; the coarsest keep every second one. */
const SAME_SECONDS_MS = 2_000;

/** What tells one content of a file from another without reading it. */
export interface Look {
  readonly inode: bigint;
  readonly isEmpty: boolean;
  readonly writtenMs: number;
  /** A rename changes the inode after the content was written; whoever writes changes both at the same time. */
  readonly movedHere: boolean;
  /** Whether a write after the look may leave the signature as it is: the content was as good as new. */
  readonly mayHideWrites: boolean;
  readonly signature: string;
}

/** Looks at a file however long it takes; `null` while there is none. */
export async function look(file: string, clock: Pick<Clock, 'now'>): Promise<Look | null> {
  const atMs = clock.now();
  try {
    return lookOf(await stat(file, { bigint: true }), atMs);
  } catch {
    return null;
  }
}

/** Looks at a file that is near; `null` while there is none. */
export function lookNow(file: string, clock: Pick<Clock, 'now'>): Look | null {
  const atMs = clock.now();
  try {
    const stats = statSync(file, { bigint: true, throwIfNoEntry: false });
    return stats === undefined ? null : lookOf(stats, atMs);
  } catch {
    return null;
  }
}

function lookOf({ ino, dev, size, mtimeNs, ctimeNs }: BigIntStats, atMs: number): Look {
  const writtenMs = Number(mtimeNs / 1_000_000n);
  const tickMs = mtimeNs % 1_000_000_000n === 0n ? SAME_SECONDS_MS : SAME_TIMES_MS;
  return {
    inode: ino,
    isEmpty: size === 0n,
    writtenMs,
    movedHere: ctimeNs > mtimeNs,
    mayHideWrites: Math.abs(atMs - writtenMs) < tickMs,
    signature: `${dev}:${ino}:${size}:${mtimeNs}:${ctimeNs}`,
  };
}
