import type { Codebase } from '../codebase.js';
import { edges, type Rule } from '../rule.js';

/** No file needs itself by way of others, not even for a type. */
export const cycleRule: Rule = {
  name: 'there are no import cycles',
  check: (codebase) =>
    cycles(graphOf(codebase)).map((cycle) => ({
      path: cycle[0] ?? '',
      line: 1,
      message: `imports itself: ${[...cycle, cycle[0]].join(' → ')}`,
    })),
};

type Graph = ReadonlyMap<string, readonly string[]>;

function graphOf(codebase: Codebase): Graph {
  const graph = new Map([...codebase.files.keys()].map((path): [string, string[]] => [path, []]));
  for (const { from, to } of edges(codebase)) {
    if (to.kind === 'source') graph.get(from.path)?.push(to.path);
  }
  return graph;
}

/** At least one cycle of every knot, found by walking depth first. */
function cycles(graph: Graph): readonly (readonly string[])[] {
  const found: (readonly string[])[] = [];
  const done = new Set<string>();
  const walk = (path: string, trail: readonly string[]): void => {
    if (trail.includes(path)) {
      found.push(trail.slice(trail.indexOf(path)));
      return;
    }
    if (done.has(path)) return;
    for (const next of graph.get(path) ?? []) walk(next, [...trail, path]);
    done.add(path);
  };
  for (const path of graph.keys()) walk(path, []);
  return found;
}
