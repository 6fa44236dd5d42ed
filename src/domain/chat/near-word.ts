import { editDistance } from '../edit-distance.js';

/** Words of up to so many characters may be one slip off, longer ones two. */
const SHORT_WORD = 4;
/** No word that is known is much longer. */
const LONGEST = 64;

/** The known word that was most likely meant by a mistyped one; `null` if none is near. The first of equally near ones. */
export function nearWord(written: string, known: Iterable<string>): string | null {
  if (written.length > LONGEST) return null;
  const most = written.length <= SHORT_WORD ? 1 : 2;
  let best: { readonly word: string; readonly distance: number } | null = null;
  for (const word of known) {
    if (Math.abs(word.length - written.length) > most) continue;
    const distance = editDistance(written.toLowerCase(), word.toLowerCase());
    if (distance <= most && distance < (best?.distance ?? Number.POSITIVE_INFINITY)) best = { word, distance };
  }
  return best?.word ?? null;
}
