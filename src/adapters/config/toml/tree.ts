/** A date or time as TOML wrote it; kept as text, because turning it into a `Date` would lose whether it is local. */
export class DateText {
  readonly text: string;
  readonly form: 'date-time' | 'date' | 'time';

  constructor(text: string, form: 'date-time' | 'date' | 'time') {
    this.text = text;
    this.form = form;
  }
}

/** A value of a TOML document. Integers are `bigint`, so that `5` and `5.0` stay different. */
export type TreeValue = string | bigint | number | boolean | DateText | readonly TreeValue[] | Table;

/** A table of a TOML document: a plain object. */
export interface Table {
  readonly [key: string]: TreeValue;
}

/** Where a value is in a document: keys, and indexes of array entries. */
export type Path = readonly (string | number)[];

/** Whether a value is a table, as opposed to a list, a date or anything simple. */
export function isTable(value: TreeValue | undefined): value is Table {
  return typeof value === 'object' && !Array.isArray(value) && !(value instanceof DateText);
}

/** Whether a value is a list. */
export function isList(value: TreeValue | undefined): value is readonly TreeValue[] {
  return Array.isArray(value);
}

/** The path as people write it: dots between the parts, quotes where a part is not a bare key. */
export function dotted(path: Path): string {
  return path
    .map((part) => (typeof part === 'number' || /^[A-Za-z0-9_-]+$/.test(part) ? `${part}` : JSON.stringify(part)))
    .join('.');
}

/** A name for the path that no other path has. */
export function pathId(path: Path): string {
  return JSON.stringify(path);
}

/** Whether `path` is `prefix` or below it. */
export function startsWith(path: Path, prefix: Path): boolean {
  return prefix.length <= path.length && prefix.every((part, index) => part === path[index]);
}

/** The value in words, without showing it. */
export function describe(value: TreeValue): string {
  if (typeof value === 'string') return 'text';
  if (typeof value === 'bigint') return 'a whole number';
  if (typeof value === 'number') return 'a number with a fraction';
  if (typeof value === 'boolean') return 'true or false';
  if (value instanceof DateText) return `a ${value.form}`;
  return isList(value) ? 'a list' : 'a table';
}

/** The value as plain JSON: numbers for integers, text for dates. */
export function toJson(value: TreeValue): unknown {
  if (typeof value === 'bigint') return Number(value);
  if (value instanceof DateText) return value.text;
  if (isList(value)) return value.map(toJson);
  if (isTable(value)) return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, toJson(inner)]));
  return value;
}
