import type { Tokens } from 'marked';
import { concat, type FormattedText, joinWith, messageLimits, styled, tidy } from '../formatted-text.js';
import { displayWidth } from './display-width.js';
import { renderInline } from './render-inline.js';

const GAP = ' | ';
const NAMED = ': ';
const NOTHING: FormattedText = { text: '', entities: [] };
/** What is mostly padding is not worth the messages that it takes. */
const MOST_TIMES_LONGER = 4;

/** Columns that a phone shows of a fixed-width font; wider lines wrap, and nobody can read a table whose lines do. */
const WIDEST_TABLE = 36;

/**
 * The table in a fixed-width font with its columns in line; its rows below each other, each cell under its name, if it is
 * wider than a phone; as it is written if it has cells without a column, or if it would become several times as long.
 */
export function renderTable(table: Tokens.Table): FormattedText {
  if (hasLostCells(table)) return asWritten(table);
  const rows = [table.header, ...table.rows].map((row) => row.map(cellText));
  if (rows.some((row) => lineWidth(row) > WIDEST_TABLE)) return renderRecords(table);
  const widths = table.header.map((_, column) => columnWidth(rows, column));
  const length = rows.length * widths.reduce((sum, width) => sum + width + GAP.length, 0);
  if (length > mostUnits(table)) return asWritten(table);
  if (widths.reduce((sum, width) => sum + width + GAP.length, -GAP.length) > WIDEST_TABLE) return renderRecords(table);
  const [header = '', ...body] = rows.map((row) =>
    widths
      .map((width, column) => align(row[column] ?? '', width, table.align[column] ?? null))
      .join(GAP)
      .trimEnd(),
  );
  const rule = widths.map((width) => '-'.repeat(width)).join('-+-');
  return styled({ type: 'pre' }, [header, rule, ...body].join('\n'));
}

/** Each row by itself: `Name: value` on a line, the first one bold. */
function renderRecords(table: Tokens.Table): FormattedText {
  const names = table.header.map((cell) => tidy(renderInline(cell.tokens)));
  const length = table.rows.length * names.reduce((sum, { text }) => sum + text.length + NAMED.length, 0);
  if (length > mostUnits(table)) return asWritten(table);
  if (table.rows.length === 0) return joinWith(GAP, names);
  return joinWith(
    '\n\n',
    table.rows.map((row) => renderRecord(row, names)),
  );
}

function renderRecord(row: readonly Tokens.TableCell[], names: readonly FormattedText[]): FormattedText {
  const lines = row.map((cell, column) => {
    const value = tidy(renderInline(cell.tokens));
    const name = names[column] ?? NOTHING;
    const line = value.text === '' || name.text === '' ? value : concat([name, NAMED, value]);
    return column === 0 && line.text !== '' ? styled({ type: 'bold' }, line) : line;
  });
  return joinWith('\n', lines);
}

function mostUnits(table: Tokens.Table): number {
  return MOST_TIMES_LONGER * table.raw.length + messageLimits.units;
}

function lineWidth(row: readonly string[]): number {
  return row.reduce((sum, cell) => sum + displayWidth(cell) + GAP.length, -GAP.length);
}

function asWritten(table: Tokens.Table): FormattedText {
  return styled({ type: 'pre' }, table.raw.trimEnd());
}

/** A row with more cells than the header loses them in the lexer; a `|` in code is the usual reason. */
function hasLostCells(table: Tokens.Table): boolean {
  return table.raw.split('\n').some((line) => cellCount(line) > table.header.length);
}

function cellCount(line: string): number {
  const inner = line
    .trim()
    .replace(/^\|/, '')
    .replace(/(?<!\\)\|$/, '');
  return inner.split(/(?<!\\)\|/).length;
}

function cellText(cell: Tokens.TableCell): string {
  return withAddresses(tidy(renderInline(cell.tokens)))
    .replace(/\s+/g, ' ')
    .trim();
}

/** Nothing can be tapped inside a `pre`, so a link is written out. */
function withAddresses(cell: FormattedText): string {
  const links = cell.entities.filter((entity) => entity.type === 'text_link');
  return links.reduceRight((text, { offset, length, url = '' }) => {
    const end = offset + length;
    const label = text.slice(offset, end);
    const host = ` (${new URL(url).host})`;
    const shown = label.endsWith(host) ? label.slice(0, -host.length) : label;
    return `${text.slice(0, offset)}${shown} (${url})${text.slice(end)}`;
  }, cell.text);
}

function columnWidth(rows: readonly (readonly string[])[], column: number): number {
  const widths = rows.map((row) => displayWidth(row[column] ?? ''));
  return Math.max(3, ...widths);
}

function align(text: string, width: number, where: 'center' | 'left' | 'right' | null): string {
  const missing = Math.max(0, width - displayWidth(text));
  const left = where === 'right' ? missing : where === 'center' ? Math.floor(missing / 2) : 0;
  return ' '.repeat(left) + text + ' '.repeat(missing - left);
}
