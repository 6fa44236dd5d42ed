import { type BigIntStats, statSync } from 'node:fs';
import { stat } from 'node:fs/promises';

/** What tells one content of a file from another without reading it. */
export interface Look {
  readonly inode: bigint;
  readonly isEmpty: boolean;
  readonly writtenMs: number;
  /** A rename changes the inode after the content was written; whoever writes changes both at the same time. */
  readonly movedHere: boolean;
  readonly signature: string;
}

/** Looks at a file however long it takes; `null` while there is none. */
export async function look(file: string): Promise<Look | null> {
  try {
    return lookOf(await stat(file, { bigint: true }));
  } catch {
    return null;
  }
}

/** Looks at a file that is near; `null` while there is none. */
export function lookNow(file: string): Look | null {
  try {
    const stats = statSync(file, { bigint: true, throwIfNoEntry: false });
    return stats === undefined ? null : lookOf(stats);
  } catch {
    return null;
  }
}

function lookOf({ ino, dev, size, mtimeNs, ctimeNs }: BigIntStats): Look {
  return {
    inode: ino,
    isEmpty: size === 0n,
    writtenMs: Number(mtimeNs / 1_000_000n),
    movedHere: ctimeNs > mtimeNs,
    signature: `${dev}:${ino}:${size}:${mtimeNs}:${ctimeNs}`,
  };
}
