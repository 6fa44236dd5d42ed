/** A place in a text, counted from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** The offsets at which lines begin, in order. */
export function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', end + 1)) starts.push(end + 1);
  return starts;
}

/** The line and column of an offset. */
export function positionAt(lines: readonly number[], offset: number): Position {
  let [first, behind] = [0, lines.length];
  while (behind - first > 1) {
    const middle = (first + behind) >> 1;
    if ((lines[middle] ?? 0) <= offset) first = middle;
    else behind = middle;
  }
  return { line: first + 1, column: offset - (lines[first] ?? 0) + 1 };
}
