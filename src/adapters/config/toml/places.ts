import { lineEnd, stringEnd } from './scan.js';

/** Where a key and its value begin, as offsets into a text. */
export interface Place {
  readonly key: number;
  readonly value: number;
  /** What is in the value, by name or by index; `undefined` if it is not written. */
  at(part: string | number): Place | undefined;
}

/**
 * Where everything in a text begins that is TOML. The first mention counts: a table can be opened again further down. What
 * is in a table is looked for when somebody asks: there may be 10,000.
 */
export function placesIn(text: string): Place {
  const scan = new Scan(text);
  scan.document();
  return scan.root;
}

class Growing implements Place {
  readonly key: number;
  readonly value: number;
  readonly inner = new Map<string | number, Growing>();
  /** How many `[[…]]` there were of it. */
  tables = 0;
  /** Where lines with keys of it begin that nobody has looked at yet. */
  unread: number[] = [];
  readonly #scan: Scan;

  constructor(scan: Scan, key: number, value: number) {
    this.#scan = scan;
    this.key = key;
    this.value = value;
  }

  at(part: string | number): Place | undefined {
    this.#scan.read(this);
    return this.inner.get(part);
  }

  noted(name: string | number, key: number, value: number): Growing {
    const known = this.inner.get(name);
    if (known !== undefined) return known;
    const place = new Growing(this.#scan, key, value);
    this.inner.set(name, place);
    return place;
  }
}

interface Name {
  readonly text: string;
  readonly start: number;
}

/** What ends a name that is not in quotes. */
const BEHIND_NAME = /[\s.=\]#,{}[]/g;
/** What ends a value that is neither text nor in brackets. */
const BEHIND_VALUE = /[\n,\]}#]/g;
/** What stands between the entries of a list or an inline table, and between lines. */
const BETWEEN = /[^\s,]/g;
/** What a line may hold whose value ends in another one. */
const OVER_LINES = /[[{]|"""|'''/g;
const BLANK = /[^ \t]/g;

/** One way through a text. Whatever the text says, each step goes on in it. */
class Scan {
  readonly root = new Growing(this, 0, 0);
  readonly #text: string;
  #at = 0;
  /** Where the line ends that was looked at last, and where the next value may go over lines: a line may hold any number of pairs. */
  #lineEnd = -1;
  #overLines = -1;

  constructor(text: string) {
    this.#text = text;
  }

  document(): void {
    let table = this.root;
    let isFirst = true;
    for (this.#skip(); this.#at < this.#text.length; this.#skip()) {
      const isHeader = this.#text[this.#at] === '[';
      if (isHeader) table = this.#header();
      else {
        if (isFirst) table.unread.push(this.#at);
        this.#pass();
      }
      isFirst = isHeader;
    }
  }

  /** Looks for the keys of a table that were passed over. */
  read(table: Growing): void {
    for (const start of table.unread.splice(0)) {
      this.#at = start;
      for (this.#skip(); this.#at < this.#text.length && this.#text[this.#at] !== '['; this.#skip()) {
        this.#orDeeper(() => this.#pair(table));
      }
    }
  }

  /** Passes over a key and its value: most end with their line. */
  #pass(): void {
    if (this.#lineEnd < this.#at) this.#lineEnd = lineEnd(this.#text, this.#at);
    if (this.#overLines < this.#at) this.#overLines = this.#next(OVER_LINES, this.#at);
    if (this.#overLines >= this.#lineEnd) this.#at = this.#lineEnd;
    else this.#orDeeper(() => this.#pair(new Growing(this, 0, 0)));
  }

  /** A text may be nested deeper than any TOML that is read; of such a one the rest is unknown. */
  #orDeeper(read: () => void): void {
    try {
      read();
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      this.#at = this.#text.length;
    }
  }

  #header(): Growing {
    const start = this.#at;
    const isList = this.#text[start + 1] === '[';
    this.#at += isList ? 2 : 1;
    const names = this.#names();
    this.#at = lineEnd(this.#text, this.#at);
    let table = this.root;
    for (const [index, { text }] of names.entries()) {
      table = table.noted(text, start, start);
      const isNew = isList && index === names.length - 1;
      if (isNew) table.tables += 1;
      if (table.tables > 0) table = table.noted(table.tables - 1, start, start);
    }
    return table;
  }

  #pair(around: Growing): void {
    const start = this.#at;
    const names = this.#names();
    let table = around;
    for (const { text, start: at } of names.slice(0, -1)) table = table.noted(text, at, at);
    if (this.#text[this.#at] === '=') this.#at = this.#next(BLANK, this.#at + 1);
    // What is neither a name nor a value is passed over.
    if (this.#at === start) this.#at += 1;
    const place = table.noted(names.at(-1)?.text ?? '', start, this.#at);
    this.#value(place);
  }

  #value(place: Growing): void {
    const first = this.#text[this.#at];
    if (first === '"' || first === "'") this.#at = stringEnd(this.#text, this.#at);
    else if (first === '{') this.#entries('}', () => this.#pair(place));
    else if (first === '[') {
      let count = 0;
      this.#entries(']', () => this.#value(place.noted(count++, this.#at, this.#at)));
    } else this.#at = this.#next(BEHIND_VALUE, this.#at);
  }

  #entries(end: string, read: () => void): void {
    this.#at += 1;
    for (this.#skip(); this.#at < this.#text.length; this.#skip()) {
      if (this.#text[this.#at] === end) {
        this.#at += 1;
        return;
      }
      const before = this.#at;
      read();
      if (this.#at === before) this.#at += 1;
    }
  }

  #names(): readonly Name[] {
    const names: Name[] = [];
    for (;;) {
      const start = this.#next(BLANK, this.#at);
      const quote = this.#text[start];
      const isQuoted = quote === '"' || quote === "'";
      const end = isQuoted ? stringEnd(this.#text, start) : this.#next(BEHIND_NAME, start);
      const written = this.#text.slice(start, end);
      names.push({ text: isQuoted ? unquoted(written) : written, start });
      this.#at = this.#next(BLANK, end);
      if (this.#text[this.#at] !== '.') return names;
      this.#at += 1;
    }
  }

  /** To what stands behind blanks, line breaks, commas and comments. */
  #skip(): void {
    this.#at = this.#next(BETWEEN, this.#at);
    while (this.#text[this.#at] === '#') this.#at = this.#next(BETWEEN, lineEnd(this.#text, this.#at));
  }

  #next(pattern: RegExp, from: number): number {
    pattern.lastIndex = from;
    return pattern.exec(this.#text)?.index ?? this.#text.length;
  }
}

const ESCAPES: Readonly<Record<string, string>> = { b: '\b', t: '\t', n: '\n', f: '\f', r: '\r', e: '\u001b' };

function unquoted(written: string): string {
  const text = written.slice(1, -1);
  if (written.startsWith("'") || !text.includes('\\')) return text;
  return text.replace(/\\(?:u([\da-f]{4})|U([\da-f]{8})|x([\da-f]{2})|(.))/gi, (...[, u, U, x, letter]: string[]) => {
    const code = Number.parseInt(u ?? U ?? x ?? '', 16);
    if (code <= 0x10_ffff) return String.fromCodePoint(code);
    return ESCAPES[letter ?? ''] ?? letter ?? '';
  });
}
