/** Characters that take two columns in a terminal. */
const WIDE =
  /\p{Emoji_Presentation}|\p{Extended_Pictographic}\uFE0F|[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]/u;
/** What a continued line begins with. */
const INDENT = '    ';

/** Cuts a line into pieces that a terminal shows in so many columns, between words where it can; styles take no room. */
export function wrap(line: string, columns: number): readonly string[] {
  const room = Math.max(20, columns - 1);
  const pieces: string[] = [];
  let piece = '';
  let width = 0;
  for (const word of line.split(/(?<= )/)) {
    const wordWidth = widthOf(word.trimEnd());
    if (width + wordWidth > room && width > INDENT.length) {
      pieces.push(piece);
      [piece, width] = [INDENT, INDENT.length];
    }
    for (const token of tokens(word)) {
      const tokenWidth = widthOf(token);
      if (width + tokenWidth > room && token !== ' ') {
        pieces.push(piece);
        [piece, width] = [INDENT, INDENT.length];
      }
      piece += token;
      width += tokenWidth;
    }
  }
  return [...pieces, piece];
}

/** How many columns a text takes. */
export function widthOf(text: string): number {
  return tokens(text).reduce((sum, token) => {
    if (token.startsWith('\u001B')) return sum;
    return sum + (WIDE.test(token) ? 2 : 1);
  }, 0);
}

/** Characters as people see them, and each style as a whole. */
function tokens(line: string): readonly string[] {
  const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });
  // biome-ignore lint/suspicious/noControlCharactersInRegex: styles of a terminal begin with one
  return line.split(/(\u001B\[[\d;]*m)/).flatMap((part) => {
    if (part.startsWith('\u001B[')) return [part];
    return [...segmenter.segment(part)].map(({ segment }) => segment);
  });
}
