import { plainToInstance } from 'class-transformer';
import { type ValidationError, validateSync } from 'class-validator';
import type { Fault } from '../faults/fault.js';
import { malformedKeys } from '../schema/keys/malformed-keys.js';
import { Refused } from '../schema/keys/refused.js';
import { entriesOf, type SchemaEntry, type TableClass } from '../schema/keys/schema.js';
import type { Path, Table } from '../toml/tree.js';

/** A table as an instance of its class, and which of its values are not what their keys ask for. */
export interface Decoded<T> {
  readonly dto: T;
  readonly faults: readonly Fault[];
}

/** Turns a shaped document into an instance of its class, defaults filled in. */
export function decode<T extends object>(root: new () => T, shaped: Table): Decoded<T> {
  const dto = plainToInstance(root, shaped);
  const errors = validateSync(dto, { forbidUnknownValues: true });
  return { dto, faults: faultsOf(errors, root, []) };
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
