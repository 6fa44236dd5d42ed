/** What a note begins with that something was cut. */
export const CUT_MARK = '✂️';

/** What stands behind a text that was cut: how much of it is missing, in characters. */
export function cutNote(missing: number): string {
  return `${CUT_MARK} ${missing.toLocaleString('en')} more ${missing === 1 ? 'character is' : 'characters are'} not shown.`;
}
