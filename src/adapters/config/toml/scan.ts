/** The index behind a string that begins at `start`; one that is not closed ends with its line, or with the text. */
export function stringEnd(text: string, start: number): number {
  const quote = text[start] ?? '';
  const triple = quote.repeat(3);
  const isLong = text.startsWith(triple, start);
  const mark = isLong ? triple : quote;
  let index = start + mark.length;
  for (; index < text.length; index++) {
    if (text[index] === '\n' && !isLong) return index;
    if (text.startsWith(mark, index)) return index + mark.length + (isLong ? quotesAt(text, index + 3, quote) : 0);
    if (text[index] === '\\' && quote === '"' && text[index + 1] !== '\n') index++;
  }
  return text.length;
}

/** A long string may end in one or two quotes of its own. */
function quotesAt(text: string, index: number, quote: string): number {
  if (text[index] !== quote) return 0;
  return text[index + 1] === quote ? 2 : 1;
}

/** The index of the line break behind `index`, or the end of the text. */
export function lineEnd(text: string, index: number): number {
  const end = text.indexOf('\n', index);
  return end === -1 ? text.length : end;
}
