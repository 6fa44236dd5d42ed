/** The value below which the given part of all lies. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? Number.NaN;
}

/** The middle value; of an even number of them, the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length / 2;
  return ((sorted[Math.ceil(half) - 1] ?? Number.NaN) + (sorted[Math.floor(half)] ?? Number.NaN)) / 2;
}

/** How much the values grow from one second to the next: the slope of the straight line that fits them best. */
export function growthPerSecond(points: readonly { readonly seconds: number; readonly value: number }[]): number {
  const mean = (of: (point: (typeof points)[number]) => number) =>
    points.reduce((sum, point) => sum + of(point), 0) / points.length;
  const [middle, level] = [mean(({ seconds }) => seconds), mean(({ value }) => value)];
  const spread = mean(({ seconds }) => (seconds - middle) ** 2);
  return mean(({ seconds, value }) => (seconds - middle) * (value - level)) / spread;
}
