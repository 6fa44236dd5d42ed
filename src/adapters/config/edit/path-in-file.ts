import type { EngineId } from '../../../domain/ids.js';
import type { Move } from '../environment/origins.js';
import { isTable, type Path, startsWith, type Table } from '../toml/tree.js';

/** Where the file has, or would have, what is at a path in today's form. */
export function pathInFile(
  path: Path,
  { tree, moves }: { readonly tree: Table; readonly moves: readonly Move[] },
  engines: readonly EngineId[],
): Path {
  const nested = moves.find(({ to }) => to.length < path.length && startsWith(path, to));
  if (nested !== undefined) return [...nested.from, ...path.slice(nested.to.length)];
  const [first] = path;
  const inEngines = isTable(tree['engines']) && engines.some((id) => id === first);
  return inEngines ? ['engines', ...path] : path;
}

/** Older keys that mean what is at a path, and say it in other words: they go when it is written anew. */
export function replacedBy(path: Path, moves: readonly Move[]): readonly Path[] {
  return moves
    .filter(({ to }) => to.length > 1 && to.length === path.length && startsWith(path, to))
    .map(({ from }) => from);
}
