import { parse, TomlDate, TomlError } from 'smol-toml';
import { ParseError, parseTOML } from 'toml-eslint-parser';
import { fail, ok, type Result } from '../../../domain/result.js';
import { MOST_LEVELS, tooDeep } from './depth.js';
import { DateText, type Table, type TreeValue } from './tree.js';

/** V8 copies shorter parts of a text. */
const FEWEST_IN_PLACE = 13;

/** Where and why a text is not TOML; `message` never quotes the text. Line and column count from 1. */
export interface SyntaxFault {
  readonly message: string;
  readonly hint: string;
  readonly line: number;
  readonly column: number;
}

/** Reads TOML 1.0 text into plain objects. Keys that could reach an object's prototype are refused. */
export function parseToml(text: string): Result<Table, SyntaxFault> {
  const deep = tooDeep(text);
  if (deep !== null) {
    const message = `Tables and lists are nested more than ${MOST_LEVELS} levels deep here.`;
    return fail({ message, hint: 'Write it flatter; no key of Untether has more than six parts.', ...deep });
  }
  try {
    const tree = table(parse(text, { integersAsBigInt: true, unsafeKeyBehaviour: 'throw' }));
    const impossible = impossibleDate(text);
    return impossible === null ? ok(tree) : fail(impossible);
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    return fail({ ...complaint(error.message), line: error.line, column: error.column });
  }
}

function complaint(told: string): Pick<SyntaxFault, 'message' | 'hint'> {
  if (told.includes('unsafe property')) {
    return { message: 'No key and no table may be called constructor or __proto__.', hint: 'Choose another name.' };
  }
  return { message: sentence(told), hint: 'Correct this line; text belongs in quotes, and no key may be there twice.' };
}

/** smol-toml puts a picture of the lines below its message; that picture may show a secret. */
function sentence(message: string): string {
  const first = (message.split('\n')[0] ?? '').replace(/^Invalid TOML document: /, '');
  return `Not valid TOML: ${first.replace(/[.\s]+$/, '')}.`;
}

/** smol-toml rolls 30 February over into March; the slower parser refuses it, and is asked only if one may be there. */
function impossibleDate(text: string): SyntaxFault | null {
  const suspicious = [...text.matchAll(/(\d{4})-(\d\d)-(\d\d)/g)].some(
    ([, year, month, day]) => Number(day) > daysIn(Number(year), Number(month)),
  );
  if (!suspicious) return null;
  try {
    parseTOML(text, { tomlVersion: 'latest' });
    return null;
  } catch (error) {
    if (!(error instanceof ParseError) || !/date/i.test(error.message)) return null;
    const message = 'Not valid TOML: there is no such date.';
    return { message, hint: 'Write a day that the month has.', line: error.lineNumber, column: error.column + 1 };
  }
}

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function table(source: object): Table {
  const copy: Record<string, TreeValue> = {};
  for (const [key, value] of Object.entries(source)) copy[key] = plain(value);
  return copy;
}

function plain(value: unknown): TreeValue {
  if (value instanceof TomlDate) return dateText(value);
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value === 'object' && value !== null) return table(value);
  return typeof value === 'string' ? apart(value) : (value as TreeValue);
}

/** V8 keeps the whole of a text for as long as a part of it: what stays from many edits would keep the text of each. */
function apart(text: string): string {
  return text.length < FEWEST_IN_PLACE ? text : Buffer.from(text).toString();
}

function dateText(date: TomlDate): DateText {
  const text = date.toISOString().replace(/\.000(?=$|Z|[+-])/, '');
  if (date.isDateTime()) return new DateText(text, 'date-time');
  return new DateText(text, date.isDate() ? 'date' : 'time');
}
