/** The candidate with the fewest typing mistakes away from `name`, if it is near enough to be meant; else `null`. */
export function nearest(name: string, candidates: Iterable<string>): string | null {
  const asked = fold(name);
  let best: { readonly candidate: string; readonly distance: number } | null = null;
  for (const candidate of candidates) {
    const distance = levenshtein(asked, fold(candidate));
    if (best === null || distance < best.distance) best = { candidate, distance };
  }
  const allowed = Math.max(1, Math.floor(name.length / 3));
  return best !== null && best.distance <= allowed ? best.candidate : null;
}

function fold(name: string): string {
  return name.toLowerCase().replaceAll('-', '_');
}

/** How many letters have to be put in, taken out or replaced (Levenshtein 1966). */
export function levenshtein(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
