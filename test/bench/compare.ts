import { median } from './measure.js';
import { figureKey, medianFigures } from './measure-parts.js';
import type { Bench, Part } from './part.js';
import { type Figure, withUnit } from './row.js';

/** A figure of two builds, measured one right after the other, so often. */
export interface Comparison {
  readonly name: string;
  readonly unit: string;
  /** Medians. */
  readonly ours: number;
  readonly theirs: number;
  /** Ours by theirs in each pair. */
  readonly ratios: readonly number[];
  /** The median of them. */
  readonly ratio: number;
}

/** Measures our build and another in turn, the one that is first changing each time, and says what ours is of the other. */
export async function compare(
  parts: readonly Part[],
  benches: { readonly ours: Bench; readonly theirs: Bench },
  pairs: number,
): Promise<readonly Comparison[]> {
  const [ours, theirs]: [Figure[][], Figure[][]] = [[], []];
  for (let pair = 0; pair < pairs; pair++) {
    benches.ours.say(`pair ${pair + 1} of ${pairs}`);
    const [mine, other]: [Figure[], Figure[]] = [[], []];
    for (const part of parts) {
      const measureOurs = async () => void mine.push(...(await part.measure(benches.ours)));
      const measureTheirs = async () => void other.push(...(await part.measure(benches.theirs)));
      for (const measure of pair % 2 === 0 ? [measureOurs, measureTheirs] : [measureTheirs, measureOurs])
        await measure();
    }
    ours.push(mine);
    theirs.push(other);
  }
  return medianFigures(ours.flat()).map((figure) => {
    const of = (build: readonly (readonly Figure[])[]) =>
      build.map((figures) => figures.find((one) => figureKey(one) === figureKey(figure))?.now ?? Number.NaN);
    const ratios = of(ours).map((now, pair) => ratioOf(now, of(theirs)[pair] ?? Number.NaN));
    const both = { ours: figure.now, theirs: median(of(theirs)) };
    return { name: figureKey(figure), unit: figure.unit, ...both, ratios, ratio: median(ratios) };
  });
}

/** Nothing beside nothing is the same. */
function ratioOf(ours: number, theirs: number): number {
  return ours === theirs ? 1 : ours / theirs;
}

const WIDTHS = [66, 14, 14, 10] as const;

/** The first line of the table. */
export const COMPARISON_HEADER = inColumns(['name', 'ours', 'theirs', 'ratio', 'lowest to highest']);

/** A row of the table. */
export function comparisonLine({ name, unit, ours, theirs, ratio, ratios }: Comparison): string {
  const range = `${withUnit(Math.min(...ratios), '×')} to ${withUnit(Math.max(...ratios), '×')}`;
  return inColumns([name, withUnit(ours, unit), withUnit(theirs, unit), withUnit(ratio, '×'), range]);
}

function inColumns(cells: readonly string[]): string {
  return cells.map((cell, column) => cell.padEnd(WIDTHS[column] ?? 0)).join(' | ');
}
