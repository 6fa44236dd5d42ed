import { type Path, startsWith } from './toml/tree.js';

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
  readonly variable: string;
}

/** What is known about values that are not where the file has them. */
export interface Origins {
  readonly moves: readonly Move[];
  readonly overrides: readonly Override[];
}

/** Where the value at `path` was written. */
export function originOf(path: Path, { moves, overrides }: Origins): Origin {
  const override = overrides.findLast((candidate) => startsWith(path, candidate.path));
  if (override !== undefined) return { variable: override.variable };
  const move = moves.find((candidate) => startsWith(path, candidate.to));
  return { path: move === undefined ? path : [...move.from, ...path.slice(move.to.length)] };
}
