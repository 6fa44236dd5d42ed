/** About what a phone shows of a text in one line, and how many lines may stand open in a quote. */
const UNITS_A_LINE = 44;
const MOST_LINES = 8;

/** Whether a text takes so many lines on a phone that it is better folded. */
export function isLong(text: string): boolean {
  let lines = 0;
  for (let start = 0; start <= text.length && lines <= MOST_LINES; ) {
    const found = text.indexOf('\n', start);
    const end = found === -1 ? text.length : found;
    lines += Math.max(1, Math.ceil((end - start) / UNITS_A_LINE));
    start = end + 1;
  }
  return lines > MOST_LINES;
}
