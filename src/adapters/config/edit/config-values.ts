import { Secret } from '../../../domain/secret.js';
import { OpenTable } from '../schema/keys/open-table.js';
import { entriesOf, type SchemaEntry, type TableClass } from '../schema/keys/schema.js';
import type { Kind } from '../schema/kinds/kind.js';
import { DateText, isList, isTable, type Path, type Table, type TreeValue } from '../toml/tree.js';
import { SECRET } from './shown-value.js';

/** A key that is not a table, and its value. */
export interface ConfigValue {
  readonly path: Path;
  readonly value: TreeValue;
  /** `null` if the schema does not know the key. */
  readonly kind: Kind<unknown> | null;
}

/** The keys that a document has, in its order; `tree` is in today's form. */
export function writtenValues(table: TableClass | null, tree: Table, around: Path = []): readonly ConfigValue[] {
  return Object.entries(tree).flatMap(([name, value]): readonly ConfigValue[] => {
    const entry = table === null ? undefined : entriesOf(table).get(name);
    const path = [...around, name];
    if (entry?.shape === 'value') return [{ path, value, kind: entry.kind }];
    const inner = entry?.table ?? null;
    if (isTable(value) && entry?.shape === 'named-tables') {
      return Object.entries(value).flatMap(([key, one]) => below(inner, one, [...path, key]));
    }
    if (isList(value) && entry !== undefined) return value.flatMap((one, index) => below(inner, one, [...path, index]));
    return below(inner, value, path);
  });
}

function below(table: TableClass | null, value: TreeValue, path: Path): readonly ConfigValue[] {
  return isTable(value) ? writtenValues(table, value, path) : [{ path, value, kind: null }];
}

/** The keys that have a value once defaults are filled in, in the schema's order. */
export function effectiveValues(table: TableClass, dto: object, around: Path = []): readonly ConfigValue[] {
  const values = dto as Readonly<Record<string, unknown>>;
  const known = [...entriesOf(table).values()].flatMap((entry) =>
    ofEntry(entry, values[entry.name], [...around, entry.name]),
  );
  return dto instanceof OpenTable ? [...known, ...writtenValues(null, dto.extra, around)] : known;
}

function ofEntry(entry: SchemaEntry, value: unknown, path: Path): readonly ConfigValue[] {
  if (value === null || value === undefined) return [];
  if (entry.shape === 'value') {
    const plain = plainOf(value);
    return plain === null ? [] : [{ path, value: plain, kind: entry.kind }];
  }
  if (value instanceof Map) {
    return [...(value as ReadonlyMap<string, object>)].flatMap(([key, one]) =>
      effectiveValues(entry.table, one, [...path, key]),
    );
  }
  if (!Array.isArray(value)) return effectiveValues(entry.table, value, path);
  return (value as readonly object[]).flatMap((one, index) => effectiveValues(entry.table, one, [...path, index]));
}

/** What was read, as it could be written; `null` for what could not be read. */
function plainOf(value: unknown): TreeValue | null {
  if (value instanceof Secret) return SECRET;
  if (typeof value === 'number') return Number.isSafeInteger(value) ? BigInt(value) : value;
  if (typeof value === 'string' || typeof value === 'boolean' || typeof value === 'bigint') return value;
  if (value instanceof DateText) return value;
  if (Array.isArray(value)) return value.map(plainOf).filter((one) => one !== null);
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return null;
  const entries = Object.entries(value).map(([key, inner]): [string, TreeValue | null] => [key, plainOf(inner)]);
  return Object.fromEntries(entries.filter((entry): entry is [string, TreeValue] => entry[1] !== null));
}
