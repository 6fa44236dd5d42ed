import { editDistance } from '../../../domain/edit-distance.js';

/** The candidate with the fewest typing mistakes away from `name`, if it is near enough to be meant; else `null`. */
export function nearest(name: string, candidates: Iterable<string>): string | null {
  const asked = fold(name);
  const allowed = Math.max(1, Math.floor(name.length / 3));
  let best: { readonly candidate: string; readonly distance: number } | null = null;
  for (const candidate of candidates) {
    const folded = fold(candidate);
    // The letters that one has more than the other have to be put in, whichever they are.
    if (Math.abs(folded.length - asked.length) > allowed) continue;
    const distance = editDistance(asked, folded);
    if (best === null || distance < best.distance) best = { candidate, distance };
  }
  return best !== null && best.distance <= allowed ? best.candidate : null;
}

function fold(name: string): string {
  return name.toLowerCase().replaceAll('-', '_');
}
