import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { temporaryDirectory } from '../../support/temporary-directory.js';
import { FilesRig } from './files-rig.js';

const SWAPPER = fileURLToPath(new URL('./swapper.program.js', import.meta.url));
const AT_ONCE = 8;

/** What came of the writes. */
export interface SwapRaceReport {
  readonly writes: number;
  readonly written: number;
  /** Refused, since a directory was exchanged at that moment or leads outside. */
  readonly refused: number;
  /** Files that were made outside the roots. */
  readonly outside: number;
  /** Drafts that were left behind. */
  readonly leftBehind: number;
}

/**
 * Writes that often, and on until one was made and one refused, below a directory that another process exchanges without a
 * pause for a link to a directory outside the roots.
 */
export async function swapRace(
  least: number,
  onProgress: (done: number) => void = () => undefined,
): Promise<SwapRaceReport> {
  await using directory = await temporaryDirectory();
  const rig = await FilesRig.make(directory.path);
  const outside = join(rig.base, 'outside');
  await mkdir(join(rig.root, 'sub'));
  const swapper = spawn(process.execPath, [SWAPPER, rig.root, outside], { stdio: ['pipe', 'pipe', 'inherit'] });
  await once(swapper.stdout, 'data');
  const counts = { writes: 0, written: 0, refused: 0 };
  const hand = async () => {
    while (counts.writes < least || counts.written === 0 || counts.refused === 0) {
      const index = counts.writes++;
      const onConflict = (['overwrite', 'error', 'append_timestamp'] as const)[index % 3] ?? 'error';
      const deep = index % 5 === 0 ? `sub/made-${index}/file` : `sub/file-${index}`;
      if ((await rig.write(deep, onConflict)) === 'written') counts.written++;
      else counts.refused++;
      if ((index + 1) % 10_000 === 0) onProgress(index + 1);
    }
  };
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, hand));
  } finally {
    await ended(swapper);
  }
  const inside = await readdir(rig.root, { recursive: true });
  const leftBehind = inside.filter((name) => name.endsWith('.part')).length;
  return { ...counts, outside: (await readdir(outside)).length, leftBehind };
}

async function ended(program: ChildProcess): Promise<void> {
  program.stdin?.end();
  if (program.exitCode === null) await once(program, 'exit');
}
