import { existsSync, lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Stage } from '../stage.js';

/** Everything below the rig's directory that the program made, with its mode. */
export function made(
  stage: Stage,
): readonly { readonly path: string; readonly mode: number; readonly directory: boolean }[] {
  const roots = [stage.file('state'), stage.file('project', 'in')].filter((path) => existsSync(path));
  const below = roots.flatMap((root) => [
    root,
    ...readdirSync(root, { recursive: true }).map((name) => join(root, `${name}`)),
  ]);
  return below.flatMap((path) => {
    const facts = lstatSync(path, { throwIfNoEntry: false });
    return facts === undefined || facts.isSymbolicLink()
      ? []
      : [{ path, mode: facts.mode & 0o777, directory: facts.isDirectory() }];
  });
}
