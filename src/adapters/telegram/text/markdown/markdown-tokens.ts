import { type Links, type MarkedToken, type Token, Tokenizer, type Tokens } from 'marked';
import { areLiteral, WordHooks } from './emphasis.js';
import { PatientLexer } from './patient-lexer.js';

/** What a Markdown text consists of, and the labels of the link definitions that something refers to. */
export interface MarkdownTokens {
  readonly blocks: readonly MarkedToken[];
  readonly usedLabels: ReadonlySet<string>;
}

/** A line that opens this many lists and quotes is no writing of anybody's, and takes the lexer seconds. */
const TOO_DEEP = /^(?:[ \t]{0,3}(?:>|[-*+][ \t]|\d{1,9}[.)][ \t])){100}/m;

/** How many characters for each one of the text the search for the ends of emphasis may look at. */
const EMPHASIS_BUDGET = 64;

/** Longer runs of text are read in steps; what was cut is put together again. */
const LONGEST_TEXT_TOKEN = 1_000;

/** The blocks of a CommonMark text with tables, task lists and `~~`; `null` if it is too deeply nested to be read. */
export function markdownTokens(markdown: string): MarkdownTokens | null {
  if (TOO_DEEP.test(markdown)) return null;
  const footnotes = new Set(Array.from(markdown.matchAll(NOTE), ([, label = '']) => label));
  const tokenizer = new ChatTokenizer(EMPHASIS_BUDGET * markdown.length, footnotes);
  try {
    const blocks = new PatientLexer({ gfm: true, tokenizer, hooks: new WordHooks() }).lex(markdown);
    return { blocks: markedTokens(blocks), usedLabels: tokenizer.usedLabels };
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** The same tokens with the type that tells them apart; without extensions marked makes no others. */
export function markedTokens(tokens: readonly Token[]): readonly MarkedToken[] {
  return tokens as readonly MarkedToken[];
}
/**
 * CommonMark sees no emphasis in `**重要：**内容`, because it looks for blanks that Chinese, Japanese and Korean don't
 * write; agents mean it all the same.
 */
const STRONG = /^\*\*(?![\s*])((?:[^*`\n]|`[^`\n]*`){1,200})(?<!\s)\*\*(?!\*)/;
const WIDE_LETTER = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

/** A footnote, and the mark of one in a text; `[^a-z]` is one only where there is a note of that name. */
const NOTE = /^ {0,3}\[\^([^\s[\]]{1,32})\]:/gm;
const NOTE_MARK = /^\[\^([^\s[\]]{1,32})\]/;
const LONGEST_MARK = 40;

class ChatTokenizer extends Tokenizer {
  readonly usedLabels = new Set<string>();
  readonly #footnotes: ReadonlySet<string>;
  #emphasisBudget: number;

  /** `emphasisBudget`: characters that the search for the ends of emphasis may look at. `footnotes`: their names. */
  constructor(emphasisBudget: number, footnotes: ReadonlySet<string>) {
    super();
    this.#emphasisBudget = emphasisBudget;
    this.#footnotes = footnotes;
  }

  override emStrong(source: string, masked: string, before?: string): Tokens.Em | Tokens.Strong | undefined {
    this.#emphasisBudget -= source.length;
    if (this.#emphasisBudget < 0 || areLiteral(source.charAt(0), masked, masked.length - source.length))
      return undefined;
    return super.emStrong(source, masked, before) ?? this.#strongBesideWideText(source, before ?? '');
  }

  #strongBesideWideText(source: string, before: string): Tokens.Strong | undefined {
    const match = STRONG.exec(source);
    if (match === null || !(WIDE_LETTER.test(before) || WIDE_LETTER.test(source.slice(match[0].length))))
      return undefined;
    const [raw, text = ''] = match;
    return { type: 'strong', raw, text, tokens: this.lexer.inlineTokens(text) };
  }

  /** A single `~` means "about" to most agents. */
  override del(source: string, masked: string, before?: string): Tokens.Del | undefined {
    return source.startsWith('~~') ? super.del(source, masked, before) : undefined;
  }

  /** Its search for an address at the end of a long run of letters and marks takes quadratic time. */
  override inlineText(source: string): Tokens.Text | undefined {
    return super.inlineText(source.slice(0, LONGEST_TEXT_TOKEN));
  }

  /** `[^1]: note` is a footnote, not the definition of a link. */
  override def(source: string): Tokens.Def | undefined {
    return NOTE_MARK.test(source.slice(0, LONGEST_MARK).trimStart()) ? undefined : super.def(source);
  }

  override reflink(source: string, links: Links): Tokens.Link | Tokens.Image | Tokens.Text | undefined {
    const [raw, label = ''] = NOTE_MARK.exec(source.slice(0, LONGEST_MARK)) ?? [];
    if (raw !== undefined && this.#footnotes.has(label))
      return { type: 'text', raw, text: `[${label}]`, escaped: false };
    const token = super.reflink(source, links);
    if (token !== undefined && token.type !== 'text') this.usedLabels.add(referenceLabel(token.raw));
    return token;
  }
}

function referenceLabel(raw: string): string {
  const own = /\]\[((?:\\.|[^\]\\])+)\]$/.exec(raw)?.[1];
  const label = own ?? raw.replace(/^!?\[/, '').replace(/\](?:\[\])?$/, '');
  return label.toLowerCase().replace(/\s+/g, ' ');
}
