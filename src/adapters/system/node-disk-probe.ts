import { chmod, mkdtemp, rmdir, stat, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { DiskProbe } from '../../application/ports/system/disk-probe.js';
import { errorText } from '../../domain/error-text.js';
import { looseParents } from './loose-parents.js';

/** The disk of this machine. */
export class NodeDiskProbe implements DiskProbe {
  /** Tries it in the nearest directory that is there, and takes away what it made. */
  async writeProblem(directory: string): Promise<string | null> {
    const place = await nearest(directory);
    try {
      await rmdir(await mkdtemp(join(place, '.untether-')));
      return null;
    } catch (error) {
      return errorText(error);
    }
  }

  async freeBytes(directory: string): Promise<number | null> {
    const system = await statfs(await nearest(directory)).catch(() => null);
    return system === null ? null : system.bavail * system.bsize;
  }

  async isOpenToOthers(path: string): Promise<boolean> {
    return (((await stat(path).catch(() => null))?.mode ?? 0) & 0o077) !== 0;
  }

  close(path: string): Promise<void> {
    return chmod(path, 0o600);
  }

  looseParents(path: string): Promise<readonly string[]> {
    return looseParents(path);
  }

  async isDirectory(path: string): Promise<boolean> {
    return (await stat(path).catch(() => null))?.isDirectory() === true;
  }
}

/** The directory, or the first above it that is there. */
async function nearest(directory: string): Promise<string> {
  let place = directory;
  while (!(await exists(place)) && dirname(place) !== place) place = dirname(place);
  return place;
}

async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null)) !== null;
}
