import { Lexer, type MarkedOptions, type Token, type TokensList } from 'marked';
import { beforePair } from '../../../../domain/before-pair.js';

/** More of one paragraph is never read at once: the search for what ends a link or a style takes quadratic time. */
const LONGEST_INLINE = 2_048;

/** Nor more of what may begin a link, a style, code or HTML. */
const MOST_MARKS = 128;
const MARKS: ReadonlySet<number> = new Set(Array.from('[<*_~`', (mark) => mark.charCodeAt(0)));

/** How often, on average, a character may be read again because it stands in a list, a quote or a style. */
const MOST_READINGS = 24;

/**
 * marked's lexer in linear time for any text: a paragraph longer than anybody writes is read in pieces, and what is nested
 * deeper than anybody nests stays as it is written. Throws a `RangeError` if that are lists and quotes.
 */
export class PatientLexer extends Lexer {
  #left: number;

  constructor(options: MarkedOptions) {
    super(options);
    this.#left = 0;
  }

  override lex(source: string): TokensList {
    this.#left = MOST_READINGS * (source.length + LONGEST_INLINE);
    return super.lex(source);
  }

  override blockTokens(source: string, tokens?: Token[], lastParagraphClipped?: boolean): Token[];
  override blockTokens(source: string, tokens?: TokensList, lastParagraphClipped?: boolean): TokensList;
  override blockTokens(source: string, tokens: Token[] = [], lastParagraphClipped?: boolean): Token[] {
    this.#left -= source.length;
    if (this.#left < 0) throw new RangeError('too deeply nested');
    return super.blockTokens(source, tokens, lastParagraphClipped);
  }

  override inlineTokens(source: string, tokens: Token[] = []): Token[] {
    this.#left -= source.length;
    if (this.#left < 0) {
      tokens.push({ type: 'text', raw: source, text: source, escaped: false });
      return tokens;
    }
    for (const piece of pieces(source)) super.inlineTokens(piece, tokens);
    return tokens;
  }
}

/** The source cut behind white space where there is some. */
function pieces(source: string): readonly string[] {
  const cut: string[] = [];
  let start = 0;
  for (let limit = reach(source, start); limit < source.length; limit = reach(source, start)) {
    const blank = Math.max(source.lastIndexOf('\n', limit - 1), source.lastIndexOf(' ', limit - 1));
    const end = blank > start ? blank + 1 : Math.max(start + 1, beforePair(source, limit));
    cut.push(source.slice(start, end));
    start = end;
  }
  return [...cut, source.slice(start)];
}

/** How far a piece that begins at `start` may reach. */
function reach(source: string, start: number): number {
  const limit = Math.min(start + LONGEST_INLINE, source.length);
  let marks = 0;
  for (let at = start; at < limit; at++) {
    if (!MARKS.has(source.charCodeAt(at))) continue;
    if (marks === MOST_MARKS) return at;
    marks++;
  }
  return limit;
}
