const UNITS = ['kB', 'MB', 'GB'];

/** How large something is, for people: `812 B`, `1.2 kB`, `48 MB`. */
export function sizeText(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`;
  let size = bytes;
  let unit = 'B';
  for (const next of UNITS) {
    // What would round to a thousand is one of the next unit.
    if (size < 999.5) break;
    size /= 1_000;
    unit = next;
  }
  return `${size < 9.95 ? size.toFixed(1) : Math.round(size)} ${unit}`;
}
