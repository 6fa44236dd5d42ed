import { median } from './measure.js';
import type { Bench, Part } from './part.js';
import { type Figure, type Row, rowOf } from './row.js';

/** Measures a part so often; the figures are the medians. */
export async function measurePart(part: Part, bench: Bench, runs: number): Promise<readonly Row[]> {
  const each: (readonly Figure[])[] = [];
  for (let run = 1; run <= runs; run++) {
    if (runs > 1) bench.say(`run ${run} of ${runs}`);
    each.push(await part.measure(bench));
  }
  return medianFigures(each.flat()).map(rowOf);
}

/** One figure for all of the same name: their median, beside the median of their yardsticks. */
export function medianFigures(figures: readonly Figure[]): readonly Figure[] {
  const names = [...new Set(figures.map(figureKey))];
  return names.flatMap((name) => {
    const same = figures.filter((figure) => figureKey(figure) === name);
    const [first] = same;
    if (first === undefined) return [];
    const bare = same.flatMap(({ yardstick }) => yardstick ?? []);
    const yardstick = first.yardstick && { ...first.yardstick, value: median(bare.map(({ value }) => value)) };
    return [{ ...first, now: median(same.map(({ now }) => now)), yardstick }];
  });
}

/** Tells a figure from all others. */
export function figureKey({ part, name }: Figure): string {
  return `${part}: ${name}`;
}
