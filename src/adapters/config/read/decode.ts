import { plainToInstance } from 'class-transformer';
import { type ValidationError, validateSync } from 'class-validator';
import type { Fault } from '../faults/fault.js';
import { remembered } from '../memory/remembered.js';
import { malformedKeys } from '../schema/keys/malformed-keys.js';
import { Refused } from '../schema/keys/refused.js';
import { entriesOf, type SchemaEntry, type TableClass } from '../schema/keys/schema.js';
import { withoutValue } from '../toml/change.js';
import { isList, isTable, type Path, type Table } from '../toml/tree.js';

/** A table as an instance of its class, and which of its values are not what their keys ask for. */
export interface Decoded<T> {
  readonly dto: T;
  readonly faults: readonly Fault[];
}

/** Turns a shaped document into an instance of its class, defaults filled in. */
export function decode<T extends object>(root: new () => T, shaped: Table): Decoded<T> {
  const lists = listsIn(root, shaped, []);
  const { dto, errors } = decodedAs(
    root,
    lists.reduce((tree, { path }) => withoutValue(tree, path), shaped),
  );
  const faults = [...faultsOf(errors, root, [])];
  for (const { path, table, tables } of lists) {
    const entries = tables.map(decodedEntry(table));
    put(
      dto,
      path,
      entries.map((entry) => entry.dto),
    );
    for (const [index, entry] of entries.entries()) {
      if (entry.errors.length > 0) faults.push(...faultsOf(entry.errors, table, [...path, index]));
    }
  }
  return { dto, faults };
}

/** Decodes an entry of a list as `decode` will, which then has only to look it up: the same object is decoded once. */
export const decodedEntry = remembered((table: TableClass) => remembered((shaped: Table) => decodedAs(table, shaped)));

interface Instance<T> {
  readonly dto: T;
  readonly errors: readonly ValidationError[];
}

function decodedAs<T extends object>(table: new () => T, shaped: Table): Instance<T> {
  const dto = plainToInstance(table, shaped);
  return { dto, errors: validateSync(dto, { forbidUnknownValues: true }) };
}

/** Lists of tables in a shaped document. */
interface TablesAt {
  readonly path: readonly string[];
  readonly table: TableClass;
  readonly tables: readonly Table[];
}

/** Those lists that may be long: no further lists are in their entries, nor are they in tables with free names. */
export function listsIn(table: TableClass, tree: Table, around: readonly string[]): readonly TablesAt[] {
  return [...entriesOf(table).values()].flatMap((entry): readonly TablesAt[] => {
    const [value, path] = [tree[entry.name], [...around, entry.name]];
    if (entry.shape === 'table' && isTable(value)) return listsIn(entry.table, value, path);
    return entry.shape === 'tables' && isList(value)
      ? [{ path, table: entry.table, tables: value.filter(isTable) }]
      : [];
  });
}

function put(dto: object, path: readonly string[], value: readonly object[]): void {
  const holder = path.slice(0, -1).reduce((at, name) => (at as Readonly<Record<string, object>>)[name] ?? at, dto);
  Object.assign(holder, { [path.at(-1) ?? '']: value });
}

function faultsOf(errors: readonly ValidationError[], table: TableClass, path: Path): readonly Fault[] {
  return errors.flatMap((error) => {
    const entry = entriesOf(table).get(error.property);
    if (entry === undefined || error.target === undefined) throw unforeseen(error);
    const own = error.constraints?.['wellFormed'] === undefined ? [] : valueFaults(error.target, path);
    return [...own, ...nestedFaults(error.children ?? [], entry, [...path, error.property])];
  });
}

function nestedFaults(errors: readonly ValidationError[], entry: SchemaEntry, path: Path): readonly Fault[] {
  if (entry.shape === 'value') return [];
  if (entry.shape === 'table') return faultsOf(errors, entry.table, path);
  return errors.flatMap((error) => {
    const place = entry.shape === 'tables' ? Number(error.property) : error.property;
    return faultsOf(error.children ?? [], entry.table, [...path, place]);
  });
}

function valueFaults(instance: object, around: Path): readonly Fault[] {
  const values = instance as Readonly<Record<string, unknown>>;
  return malformedKeys(instance).map(({ name }): Fault => {
    const value = values[name];
    const path = [...around, name];
    if (value instanceof Refused) return { path, at: 'value', ...value.complaint };
    return { path, at: 'key', message: `The key "${name}" is missing.`, hint: `Add ${name} to this table.` };
  });
}

function unforeseen(error: ValidationError): Error {
  return new Error(`The validation found something that the schema does not know: ${error.property}`);
}
