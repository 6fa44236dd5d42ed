/**
 * An edit as the lines that go and the lines that come. Without those that both texts begin and end with: a model repeats
 * some to say where the change belongs.
 */
export function editLines(old: string, fresh: string): string {
  const before = old.split('\n');
  const after = fresh.split('\n');
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < shorter - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  const changed = (lines: readonly string[]) => lines.slice(head, lines.length - tail).join('\n');
  return [markedLines('-', changed(before)), markedLines('+', changed(after))].filter((part) => part !== '').join('\n');
}

/** Each line behind the sign; nothing for an empty text. */
export function markedLines(sign: '+' | '-', text: string): string {
  const lines = text.replace(/\n$/, '');
  return lines === ''
    ? ''
    : lines
        .split('\n')
        .map((line) => `${sign} ${line}`)
        .join('\n');
}
