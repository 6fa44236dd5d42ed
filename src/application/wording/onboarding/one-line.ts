import { cleanText } from '../text/clean-text.js';

const LONGEST = 80;

/** A name from outside as a terminal may show it: on one line, of a bounded length, without what moves the cursor. */
export function oneLine(text: string): string {
  const clean = cleanText(text).replace(/\s+/g, ' ').trim();
  return clean.length > LONGEST ? `${clean.slice(0, LONGEST - 1)}…` : clean;
}
