import { beforePair } from '../../../../domain/before-pair.js';
import { type FormattedText, slice, tidy } from '../formatted-text.js';
import { renderOutside } from '../markdown/render-outside.js';
import { isCode } from '../tidy-entities.js';

/** UTF-16 units of what is shown, and of the Markdown's end that is looked at for it. */
const LONGEST = 200;
const LOOKED_AT = 2_000;
const NOTHING: FormattedText = { text: '', entities: [] };

/** The last sentence or two of what an agent said, on one line; code, tables and rules are passed over. */
export function latestWords(markdown: string): FormattedText {
  const body = renderOutside(endOf(markdown));
  const line = lastLine(body);
  return line.text.length <= LONGEST ? line : lastSentences(line);
}

/** The end of a text, from a line's beginning on; what may be the inside of a code block is left out. */
function endOf(markdown: string): string {
  const text = markdown.trimEnd();
  if (text.length <= LOOKED_AT) return text;
  const from = beforePair(text, text.length - LOOKED_AT);
  const line = text.indexOf('\n', from);
  const end = text.slice(line === -1 ? from : line + 1);
  const fences = Array.from(end.matchAll(/^ {0,3}(?:```|~~~).*$/gm));
  const [first] = fences;
  return fences.length % 2 === 0 || first === undefined ? end : end.slice(first.index + first[0].length);
}

/** The last line with letters in it that is no code block. */
function lastLine(body: FormattedText): FormattedText {
  const blocks = body.entities.filter((entity) => isCode(entity) && entity.type === 'pre');
  for (let end = body.text.length; end > 0; ) {
    const start = body.text.lastIndexOf('\n', end - 1) + 1;
    const isBlock = blocks.some(({ offset, length }) => offset < end && offset + length > start);
    if (!isBlock && /[\p{L}\p{N}]/u.test(body.text.slice(start, end))) return between(body, start, end);
    end = start - 1;
  }
  return NOTHING;
}

/** As many of the last sentences as there is room for; the beginning of the last one if it alone is too long. */
function lastSentences(line: FormattedText): FormattedText {
  const sentences = Array.from(new Intl.Segmenter('en', { granularity: 'sentence' }).segment(line.text));
  const last = sentences.at(-1)?.index ?? 0;
  if (line.text.length - last > LONGEST) {
    const head = between(line, last, last + LONGEST - 1);
    return { text: `${head.text}…`, entities: head.entities };
  }
  const from = sentences.find(({ index }) => line.text.length - index <= LONGEST)?.index ?? last;
  return between(line, from, line.text.length);
}

/** What lies between, without white space around it. */
function between(body: FormattedText, start: number, end: number): FormattedText {
  const text = body.text.slice(start, end);
  return tidy(slice(body, start + text.length - text.trimStart().length, end));
}
