import { lineStarts, type Position, positionAt } from './lines.js';
import { type Place, placesIn } from './places.js';
import type { Path } from './tree.js';

/** Finds where a key, or its value, stands; for what is not written, the nearest table around it. */
export type Positions = (path: Path, at: 'key' | 'value') => Position | null;

/** The positions of everything in a text that is TOML; of one that is not, those of as much as looks like it. */
export function positionsIn(text: string): Positions {
  const [root, lines] = [placesIn(text), lineStarts(text)];
  return (path, at) => {
    let [place, depth]: [Place, number] = [root, 0];
    for (const part of path) {
      const inner = place.at(part);
      if (inner === undefined) break;
      [place, depth] = [inner, depth + 1];
    }
    if (depth === 0) return null;
    return positionAt(lines, at === 'value' && depth === path.length ? place.value : place.key);
  };
}
