import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ok, type Result } from '../../domain/result.js';
import { effectiveUser, type NotOurs, type Owned, ownDirectory, ownFile } from './own-path.js';

/** Directories that Untether makes in its state directory; what is in them is all its own. */
const DIRECTORIES = ['generations', 'tmp', 'staging', 'control'];
/** Names of the files that it makes there: databases also put aside, locks with their notes, what is in hand. */
const FILES = /^(untether\.db.*|[0-9a-f]{32}\.(lock|json(\.tmp)?)|[0-9a-f]{32}\.lock-journal|acting)$/;

const isOurs = (name: string) => DIRECTORIES.includes(name) || FILES.test(name);

/**
 * Makes the state directory, or lets what Untether has there be for the eyes of its owner only; gives the paths whose
 * permissions had to be changed. Throws what the disk says.
 */
export function ownState(directory: string, user = effectiveUser()): Result<readonly string[], NotOurs> {
  const mended: string[] = [];
  const steps: [string, () => Owned][] = [[directory, () => ownDirectory(directory, isOurs, user)]];
  for (const [path, own] of steps) {
    const owned = own();
    if (!owned.ok) return owned;
    if (owned.value.mended) mended.push(path);
    if (path === directory) steps.push(...inside(directory, user));
  }
  return ok(mended);
}

function inside(directory: string, user: number): [string, () => Owned][] {
  const generations = join(directory, 'generations');
  const kept = existsSync(generations) ? readdirSync(generations).map((name) => join('generations', name)) : [];
  const files = [...readdirSync(directory).filter((name) => FILES.test(name)), ...kept];
  const directories = DIRECTORIES.map((name) => join(directory, name)).filter((path) => existsSync(path));
  return [
    ...files.map((name): [string, () => Owned] => {
      const path = join(directory, name);
      return [path, () => ownFile(path, user)];
    }),
    ...directories.map((path): [string, () => Owned] => [path, () => ownDirectory(path, () => true, user)]),
  ];
}
