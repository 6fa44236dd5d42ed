/** What stands behind a text that was cut: how much of it is missing, in characters. */
export function cutNote(missing: number): string {
  return `✂️ ${missing.toLocaleString('en')} more ${missing === 1 ? 'character is' : 'characters are'} not shown.`;
}
