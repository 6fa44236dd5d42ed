import { type Fault, faultAt } from '../faults/fault.js';
import { nearest } from '../faults/nearest.js';
import { remembered } from '../memory/remembered.js';
import { entriesOf, isOpen, type SchemaEntry, schemaKeys, type TableClass } from '../schema/keys/schema.js';
import { describe, dotted, isList, isTable, type Path, type Table, type TreeValue } from '../toml/tree.js';

/** A document in which every table is a table, and that has no key the schema does not know. */
export interface Shaped {
  readonly tree: Table;
  /** The unknown keys and misplaced values that were taken out. */
  readonly faults: readonly Fault[];
  /** The unknown keys of tables that may have keys of their own. */
  readonly warnings: readonly Fault[];
}

/** Brings a document into the shape that the schema of `root` asks for. */
export function shape(root: TableClass, document: Table): Shaped {
  const work: Work = { root, faults: [], warnings: [] };
  const tree = shapeTable(work, root, document, []);
  return { tree, faults: work.faults, warnings: work.warnings };
}

interface Work {
  readonly root: TableClass;
  readonly faults: Fault[];
  readonly warnings: Fault[];
}

function shapeTable(work: Work, table: TableClass, source: Table, path: Path): Table {
  const known: Record<string, TreeValue> = {};
  const unknown: Record<string, TreeValue> = {};
  const entries = entriesOf(table);
  let isInShape = !isOpen(table);
  for (const [name, value] of Object.entries(source)) {
    const entry = entries.get(name);
    const shaped = entry === undefined ? undefined : shapeEntry(work, entry, value, [...path, name]);
    isInShape &&= shaped === value;
    if (shaped !== undefined) known[name] = shaped;
    if (entry !== undefined) continue;
    const isInPlugins = path[0] === 'plugins';
    if (isOpen(table) && ((isInPlugins && isTable(value)) || nearest(name, entries.keys()) === null)) {
      unknown[name] = value;
      if (!isInPlugins) work.warnings.push(foreignKey([...path, name]));
    } else work.faults.push(unknownKey(work.root, table, value, [...path, name]));
  }
  // Most are, and there may be 10,000: a copy of each would be kept as long as the configuration is.
  if (isInShape) return source;
  return isOpen(table) ? { ...known, extra: unknown } : known;
}

function shapeEntry(work: Work, entry: SchemaEntry, value: TreeValue, path: Path): TreeValue | undefined {
  switch (entry.shape) {
    case 'value':
      return value;
    case 'table':
      return asTable(work, entry.table, value, path);
    case 'named-tables':
      return asNamedTables(work, entry.table, value, path);
    case 'tables':
      return asTables(work, entry.table, value, path);
  }
}

function asTable(work: Work, table: TableClass, value: TreeValue, path: Path): Table | undefined {
  if (isTable(value)) return shapeTable(work, table, value, path);
  const message = `Expected a table, but this is ${describe(value)}.`;
  const inList = path.some((part) => typeof part === 'number');
  work.faults.push(
    faultAt(path, message, inList ? 'Write { … } with its keys.' : `Write [${dotted(path)}] and its keys.`),
  );
  return undefined;
}

function asNamedTables(work: Work, table: TableClass, value: TreeValue, path: Path): Table | undefined {
  if (!isTable(value)) return asTable(work, table, value, path);
  const named: Record<string, TreeValue> = {};
  for (const [name, inner] of Object.entries(value)) {
    const shaped = asTable(work, table, inner, [...path, name]);
    if (shaped !== undefined) named[name] = shaped;
  }
  return named;
}

/** Entries that are no tables become empty ones, so that the others keep their index. */
function asTables(work: Work, table: TableClass, value: TreeValue, path: Path): TreeValue | undefined {
  if (isList(value)) return value.map((entry, index) => asEntry(work, table, entry, [...path, index]));
  const message = `Expected a list of tables, but this is ${describe(value)}.`;
  work.faults.push(faultAt(path, message, `Write [[${dotted(path)}]] above the keys of each entry.`));
  return undefined;
}

/** An entry of a list as `shape` makes it; `null` if there is something to say about it. */
export function shapedEntry(table: TableClass, written: Table): Table | null {
  asEntry({ root: table, faults: [], warnings: [] }, table, written, []);
  return faultlessShapes(table).get(written) ?? null;
}

/** There may be 10,000 entries, of which most are the same objects as in the document before. */
function asEntry(work: Work, table: TableClass, value: TreeValue, path: Path): Table {
  const shapes = faultlessShapes(table);
  const known = isTable(value) ? shapes.get(value) : undefined;
  if (known !== undefined) return known;
  const told = work.faults.length + work.warnings.length;
  const shaped = asTable(work, table, value, path) ?? {};
  if (isTable(value) && work.faults.length + work.warnings.length === told) shapes.set(value, shaped);
  return shaped;
}

/** The shapes of tables about which there was nothing to say, by what they were made of. */
const faultlessShapes = remembered((_: TableClass) => new WeakMap<Table, Table>());

function foreignKey(path: Path): Fault {
  const message = `There is no key "${path.at(-1)}" in [${dotted(path.slice(0, -1))}] that Untether knows, so it may do nothing.`;
  return { path, at: 'key', message, hint: 'Delete it, unless the engine or plugin has such a key.' };
}

function unknownKey(root: TableClass, table: TableClass, value: TreeValue, path: Path): Fault {
  const name = `${path.at(-1)}`;
  const noun = isTable(value) ? 'table' : 'key';
  const where = path.length === 1 ? 'at the top level' : `in [${dotted(path.slice(0, -1))}]`;
  return { path, at: 'key', message: `There is no ${noun} "${name}" ${where}.`, hint: meant(root, table, name) };
}

function meant(root: TableClass, table: TableClass, name: string): string {
  const near = nearest(name, entriesOf(table).keys());
  if (near !== null) return `Did you mean "${near}"?`;
  const homes = schemaKeys(root)
    .filter((key) => key.path.at(-1) === name && !key.path.includes('*'))
    .map((key) => (key.path.length === 1 ? 'the top of the file' : `[${dotted(key.path.slice(0, -1))}]`));
  if (homes.length === 0 || homes.length > 3)
    return 'Delete it; the reference page of the configuration lists all keys.';
  return `Move it to ${homes.join(' or ')}.`;
}
