import { entriesOf, type TableClass } from '../schema/keys/schema.js';
import { isList, isTable, type Path, type Table, type TreeValue } from '../toml/tree.js';

/** The paths of all keys in a shaped document, down to the simple ones. */
export function writtenKeys(table: TableClass, tree: Table, around: Path): readonly Path[] {
  return Object.entries(tree).flatMap(([name, value]) => {
    const entry = entriesOf(table).get(name);
    const path = [...around, name];
    if (entry === undefined) return isTable(value) ? Object.keys(value).map((key) => [...around, key]) : [];
    if (entry.shape === 'value') return [path];
    return tablesIn(entry.shape, value, path).flatMap(([inner, place]) => writtenKeys(entry.table, inner, place));
  });
}

function tablesIn(shape: 'table' | 'tables' | 'named-tables', value: TreeValue, path: Path): readonly [Table, Path][] {
  if (shape === 'tables' && isList(value)) {
    return value.flatMap((entry, index): [Table, Path][] => (isTable(entry) ? [[entry, [...path, index]]] : []));
  }
  if (!isTable(value)) return [];
  if (shape === 'table') return [[value, path]];
  return Object.entries(value).flatMap(([name, inner]): [Table, Path][] =>
    isTable(inner) ? [[inner, [...path, name]]] : [],
  );
}
