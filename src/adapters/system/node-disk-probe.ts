import { mkdtemp, rmdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { DiskProbe } from '../../application/ports/system/disk-probe.js';
import { errorText } from '../../domain/error-text.js';
import { looseParents } from './loose-parents.js';

/** The disk of this machine. */
export class NodeDiskProbe implements DiskProbe {
  /** Tries it in the nearest directory that is there, and takes away what it made. */
  async writeProblem(directory: string): Promise<string | null> {
    let place = directory;
    while (!(await exists(place)) && dirname(place) !== place) place = dirname(place);
    try {
      await rmdir(await mkdtemp(join(place, '.untether-')));
      return null;
    } catch (error) {
      return errorText(error);
    }
  }

  looseParents(path: string): Promise<readonly string[]> {
    return looseParents(path);
  }

  async isDirectory(path: string): Promise<boolean> {
    return (await stat(path).catch(() => null))?.isDirectory() === true;
  }
}

async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null)) !== null;
}
