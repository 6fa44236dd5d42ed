import { plainToInstance } from 'class-transformer';
import { type ValidationError, validateSync } from 'class-validator';
import { Refused } from './dto/refused.js';
import { entriesOf, type TableClass } from './dto/schema.js';
import type { Fault } from './fault.js';
import type { Path, Table } from './toml/tree.js';

/** A table as an instance of its class, and which of its values are not what their keys ask for. */
export interface Decoded<T> {
  readonly dto: T;
  readonly faults: readonly Fault[];
}

/** Turns a shaped document into an instance of its class, defaults filled in. */
export function decode<T extends object>(root: new () => T, shaped: Table): Decoded<T> {
  const dto = plainToInstance(root, shaped, { enableCircularCheck: false });
  const errors = validateSync(dto, { forbidUnknownValues: true, validationError: { target: false } });
  return { dto, faults: errors.flatMap((error) => faultsOf(error, root, [])) };
}

function faultsOf(error: ValidationError, table: TableClass, around: Path): readonly Fault[] {
  const path = [...around, error.property];
  const entry = entriesOf(table).get(error.property);
  if (entry === undefined) throw new Error(`The validation knows a key that the schema does not: ${error.property}`);
  const children = error.children ?? [];
  switch (entry.shape) {
    case 'value':
      return [valueFault(error.value, entry.name, path)];
    case 'table':
      return children.flatMap((child) => faultsOf(child, entry.table, path));
    case 'tables':
      return children.flatMap((child) => entryFaults(child, entry.table, [...path, Number(child.property)]));
    case 'named-tables':
      return children.flatMap((child) => entryFaults(child, entry.table, [...path, child.property]));
  }
}

function entryFaults(error: ValidationError, table: TableClass, path: Path): readonly Fault[] {
  return (error.children ?? []).flatMap((child) => faultsOf(child, table, path));
}

function valueFault(value: unknown, name: string, path: Path): Fault {
  if (value instanceof Refused) return { path, at: 'value', ...value.complaint };
  return { path, at: 'key', message: `The key "${name}" is missing.`, mend: `Add ${name} to this table.` };
}
