import type { Fault } from '../faults/fault.js';
import { dotted, type Path } from '../toml/tree.js';
import { isNotBuiltYet } from './not-built-yet.js';

/** The keys that were written but have no effect yet; those of entries of one list together, at the first of them. */
export function unimplementedKeys(written: readonly Path[]): readonly Fault[] {
  const first = new Map<string, Path>();
  for (const path of written.filter((candidate) => isNotBuiltYet(candidate))) {
    const key = dotted(path.filter((part) => typeof part === 'string'));
    if (!first.has(key)) first.set(key, path);
  }
  return [...first.values()].map((path) => ({
    path,
    at: 'key',
    message: 'This key has no effect yet.',
    hint: 'Nothing needs to be done.',
  }));
}
