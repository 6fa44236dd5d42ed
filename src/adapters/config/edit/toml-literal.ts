import { DateText, isList, isTable, type TreeValue } from '../toml/tree.js';

/** How a value is written where it stands. */
export interface LiteralStyle {
  /** Whether text of several lines may be written on several lines. */
  readonly multiline: boolean;
}

const BARE_KEY = /^[A-Za-z0-9_-]+$/;
const ONE_LINE: LiteralStyle = { multiline: false };
const ESCAPES: Readonly<Record<string, string>> = {
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\f': '\\f',
  '\r': '\\r',
  '"': '\\"',
  '\\': '\\\\',
};

/** The value in TOML 1.0; on one line unless the style allows more. */
export function tomlLiteral(value: TreeValue, style: LiteralStyle = ONE_LINE): string {
  if (typeof value === 'string') return style.multiline && isParagraph(value) ? paragraph(value) : textLiteral(value);
  if (typeof value === 'number') return floatLiteral(value);
  if (value instanceof DateText) return value.text;
  if (isList(value)) return `[${value.map((entry) => tomlLiteral(entry)).join(', ')}]`;
  if (!isTable(value)) return `${value}`;
  const entries = Object.entries(value).map(([key, inner]) => `${tomlKey([key])} = ${tomlLiteral(inner)}`);
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
}

/** A dotted key in TOML. */
export function tomlKey(parts: readonly string[]): string {
  return parts.map((part) => (BARE_KEY.test(part) ? part : textLiteral(part))).join('.');
}

/** Backslashes and quotes are easier to read between single quotes. */
function textLiteral(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: TOML allows none of them between single quotes.
  const plain = /["\\]/.test(text) && !/['\u0000-\u001f\u007f]/.test(text);
  return plain ? `'${text}'` : `"${escaped(text)}"`;
}

function escaped(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what TOML wants escaped.
  return text.replace(/["\\\u0000-\u001f\u007f]/g, (char) => ESCAPES[char] ?? unicode(char));
}

function unicode(char: string): string {
  return `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** A carriage return would not survive an editor that changes line ends. */
function isParagraph(text: string): boolean {
  return text.includes('\n') && !text.includes('\r');
}

/** The line break after the opening quotes is no part of the text; single quotation marks need no backslash. */
function paragraph(text: string): string {
  const body = text.split('\n').map(escaped).join('\n');
  return `"""\n${body.replace(/\\"(?!\\"|$)/g, '"')}"""`;
}

function floatLiteral(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  if (Object.is(value, -0)) return '-0.0';
  const text = `${value}`;
  return /[.e]/.test(text) ? text : `${text}.0`;
}
