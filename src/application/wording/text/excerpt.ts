/** The first line of a text that says something, cut to `most` characters. */
export function excerpt(text: string, most = 60): string {
  return shortened(text.trim().split('\n')[0] ?? '', most);
}

/** The text, cut to `most` characters. */
export function shortened(text: string, most: number): string {
  // No character has more than two units, so what is behind these is cut in any case.
  const characters = [...text.slice(0, 2 * most + 2)];
  return characters.length > most ? `${characters.slice(0, most - 1).join('')}…` : text;
}

/** The text, at most `most` UTF-16 units long: what is left out of its middle shows as `…`, and no character is cut in half. */
export function cutMiddle(text: string, most: number): string {
  if (text.length <= most) return text;
  const head = Math.ceil((most - 1) / 2);
  const before = text.slice(0, head).replace(/[\uD800-\uDBFF]$/, '');
  const after = text.slice(text.length - (most - 1 - head)).replace(/^[\uDC00-\uDFFF]/, '');
  return `${before}…${after}`;
}

/** The text on one line; where a line ended stands `⏎`. */
export function onOneLine(text: string): string {
  return text
    .split('\n')
    .map((line) => line.trim())
    .join(' ⏎ ')
    .trim();
}
