import type { FormattedText } from './formatted-text.js';

/**
 * The text with `first` before its first line and `rest` before the others. Lines inside a `pre` and empty lines get
 * nothing, so that code can still be copied as it is; a `pre` at the very beginning starts on a line of its own.
 */
export function indentLines(body: FormattedText, first: string, rest: string): FormattedText {
  const preformatted = body.entities.filter((entity) => entity.type === 'pre');
  const indented = (start: number) =>
    !preformatted.some((pre) => start >= pre.offset && start < pre.offset + pre.length) &&
    body.text.charAt(start) !== '\n';

  const begin = indented(0) || first.trim() === '' ? first : `${first.trimEnd()}\n`;

  const lines = body.text.split('\n');
  const insertedAt: { readonly at: number; readonly length: number }[] = [];
  let start = 0;
  const text = lines.map((line, index) => {
    const prefix = index === 0 ? begin : indented(start) && line !== '' ? rest : '';
    if (prefix !== '') insertedAt.push({ at: start, length: prefix.length });
    start += line.length + 1;
    return prefix + line;
  });
  const shift = (index: number, inclusive: boolean) =>
    insertedAt.reduce((sum, { at, length }) => (at < index || (inclusive && at === index) ? sum + length : sum), 0);

  return {
    text: text.join('\n'),
    entities: body.entities.map((entity) => {
      const end = entity.offset + entity.length;
      const offset = entity.offset + shift(entity.offset, true);
      return { ...entity, offset, length: end + shift(end, false) - offset };
    }),
  };
}
