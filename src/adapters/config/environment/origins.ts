import { type Path, startsWith } from '../toml/tree.js';

/** Where a value came from: a path of the file as it is written, or an environment variable. */
export type Origin = { readonly path: Path } | { readonly variable: string };

/** A value that was moved before it was read. */
export interface Move {
  readonly from: Path;
  readonly to: Path;
}

/** A value that an environment variable gives. */
export interface Override {
  readonly path: Path;
  /** The first table on the way that only this variable mentions; `path` itself if there is none. */
  readonly created: Path;
  readonly variable: string;
}

/** What is known about values that are not where the file has them. */
export interface Origins {
  readonly moves: readonly Move[];
  readonly overrides: readonly Override[];
}

/** Where the value at `path` was written. */
export function originOf(path: Path, { moves, overrides }: Origins): Origin {
  const override = overrides.findLast((candidate) => gives(candidate, path));
  if (override !== undefined) return { variable: override.variable };
  const move = moves.find((candidate) => startsWith(path, candidate.to));
  return { path: move === undefined ? path : [...move.from, ...path.slice(move.to.length)] };
}

function gives(override: Override, path: Path): boolean {
  return startsWith(path, override.path) || (startsWith(path, override.created) && startsWith(override.path, path));
}
