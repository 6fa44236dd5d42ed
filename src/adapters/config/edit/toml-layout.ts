import { type AST, parseTOML } from 'toml-eslint-parser';
import { type Path, startsWith } from '../toml/tree.js';
import { splice } from './splice.js';

/** A key and its value, written in a section. */
export interface Entry {
  readonly path: Path;
  readonly start: number;
  readonly end: number;
  readonly value: AST.TOMLContentNode;
}

/** A table header and the keys below it, up to the next header; the first section has no header. */
export interface Section {
  readonly path: Path;
  /** `null` for the part above all headers. */
  readonly header: { readonly start: number; readonly end: number } | null;
  readonly entries: readonly Entry[];
}

/** How far a path can be followed into the values that are written. */
export interface Found {
  readonly entry: Entry;
  /** The innermost value that was reached. */
  readonly node: AST.TOMLContentNode;
  /** What is left of the path there; empty if it leads to the node itself. */
  readonly rest: Path;
  /** The list or inline table that the node is in, and which of its items it is; `null` if the node is the entry's value. */
  readonly holder: AST.TOMLArray | AST.TOMLInlineTable | null;
  readonly index: number;
}

/** Where everything is in a text of TOML, as offsets into it. */
export class TomlLayout {
  readonly text: string;
  readonly sections: readonly Section[];
  /** Offsets of the commas, in order. */
  readonly #commas: readonly number[];
  /** Beginnings of the lines that hold nothing but a comment. */
  readonly #commentLines: ReadonlySet<number>;

  /** Throws `ParseError` if the text is not TOML. */
  constructor(text: string) {
    const program = parseTOML(text, { tomlVersion: 'latest' });
    this.text = text;
    this.sections = sectionsOf(program.body[0]);
    this.#commas = program.tokens.flatMap(({ type, value, range }) =>
      type === 'Punctuator' && value === ',' ? [range[0]] : [],
    );
    const lines = program.comments.map(({ range }) => ({ start: this.lineStart(range[0]), end: range[0] }));
    this.#commentLines = new Set(
      lines.filter(({ start, end }) => /^[ \t]*$/.test(text.slice(start, end))).map(({ start }) => start),
    );
  }

  /** What the document's lines end with. */
  get lineBreak(): string {
    return this.text.includes('\r\n') ? '\r\n' : '\n';
  }

  /** The part above all headers. */
  get top(): Section {
    const [top] = this.sections;
    if (top === undefined) throw new Error('A layout without a top.');
    return top;
  }

  /** Follows a path into the values of keys; `null` if it does not get to any. */
  find(path: Path): Found | null {
    const entry = this.sections.flatMap(({ entries }) => entries).find((one) => startsWith(path, one.path));
    if (entry === undefined) return null;
    let found: Found = { node: entry.value, rest: path.slice(entry.path.length), entry, holder: null, index: 0 };
    for (let next: Found | null = found; next !== null; next = inside(found)) found = next;
    return found;
  }

  /** The text with lines put in where a line begins, or at its end, where a last line without a line break may stand. */
  withLines(offset: number, lines: readonly string[]): string {
    const joined = lines.join(this.lineBreak);
    const continued = offset === 0 || this.text[offset - 1] === '\n';
    return splice(this.text, offset, offset, continued ? joined + this.lineBreak : this.lineBreak + joined);
  }

  /** Where a line begins. */
  lineStart(offset: number): number {
    return offset === 0 ? 0 : this.text.lastIndexOf('\n', offset - 1) + 1;
  }

  /** Where the next line begins, or the text ends. */
  nextLine(offset: number): number {
    const end = this.text.indexOf('\n', offset);
    return end === -1 ? this.text.length : end + 1;
  }

  /** The blanks that a line begins with. */
  indentAt(offset: number): string {
    return /^[ \t]*/.exec(this.text.slice(this.lineStart(offset)))?.[0] ?? '';
  }

  /** The first comma in a part of the text, or `null`. */
  commaIn(start: number, end: number): number | null {
    return this.#commas.find((comma) => comma >= start && comma < end) ?? null;
  }

  /** Where a section begins, together with the comment lines directly above its header. */
  leadOf({ header }: Section): number {
    let start = this.lineStart(header?.start ?? 0);
    while (start > 0 && this.#commentLines.has(this.lineStart(start - 1))) start = this.lineStart(start - 1);
    return start;
  }

  /** Where a section ends: after its last key, and after the comment lines directly below it unless a header follows. */
  endOf(section: Section): number {
    const last = section.entries.at(-1) ?? section.header;
    const keysEnd = last === null ? 0 : this.nextLine(last.end);
    let end = keysEnd;
    while (this.#commentLines.has(end) && end < this.text.length) end = this.nextLine(end);
    const follower = this.sections.find(({ header }) => header !== null && this.lineStart(header.start) === end);
    return follower === undefined ? end : keysEnd;
  }

  /** Whether somebody commented on a section, or on keys that it no longer has. */
  isCommented(section: Section): boolean {
    const [start, end] = [this.leadOf(section), this.endOf(section)];
    const lines = [...this.#commentLines].some((line) => line >= start && line < end);
    const header = section.header;
    return lines || (header !== null && this.text.slice(header.end, this.nextLine(header.end)).includes('#'));
  }
}

function sectionsOf(document: AST.TOMLTopLevelTable): readonly Section[] {
  const tables = document.body.filter((node) => node.type === 'TOMLTable');
  const pairs = document.body.filter((node) => node.type === 'TOMLKeyValue');
  const top: Section = { path: [], header: null, entries: pairs.map((pair) => entryOf(pair, [])) };
  return [
    top,
    ...tables.map((table) => ({
      path: table.resolvedKey,
      header: { start: table.range[0], end: headerEnd(table) },
      entries: table.body.map((pair) => entryOf(pair, table.resolvedKey)),
    })),
  ];
}

function inside({ node, rest, entry }: Found): Found | null {
  const [first] = rest;
  if (node.type === 'TOMLArray' && typeof first === 'number') {
    const element = node.elements[first];
    return element === undefined ? null : { entry, node: element, rest: rest.slice(1), holder: node, index: first };
  }
  if (node.type !== 'TOMLInlineTable') return null;
  const index = node.body.findIndex((pair) => startsWith(rest, namesOf(pair.key)));
  const pair = node.body[index];
  if (pair === undefined) return null;
  return { entry, node: pair.value, rest: rest.slice(namesOf(pair.key).length), holder: node, index };
}

/** The first key of an inline table that begins with these parts and goes on; -1 if there is none. */
export function keysBelow(table: AST.TOMLInlineTable, parts: Path): number {
  return table.body.findIndex((pair) => startsWith(namesOf(pair.key), parts));
}

/** Blanks may stand between the key and the brackets that close the header. */
function headerEnd(table: AST.TOMLTable): number {
  return table.key.range[1] + (table.kind === 'array' ? 2 : 1);
}

function entryOf(pair: AST.TOMLKeyValue, around: Path): Entry {
  return { path: [...around, ...namesOf(pair.key)], start: pair.range[0], end: pair.range[1], value: pair.value };
}

function namesOf(key: AST.TOMLKey): readonly string[] {
  return key.keys.map((part) => (part.type === 'TOMLBare' ? part.name : part.value));
}
