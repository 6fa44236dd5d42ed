import type { ConfigEditProblem } from '../../../application/ports/config/config-editor.js';
import { fail, ok, type Result } from '../../../domain/result.js';
import { nearest } from '../faults/nearest.js';
import { entriesOf, isOpen, type SchemaEntry, type TableClass } from '../schema/keys/schema.js';
import type { Kind } from '../schema/kinds/kind.js';
import { valueAt } from '../toml/change.js';
import { dotted, isList, isTable, type Path, type Table } from '../toml/tree.js';
import { keyParts } from './key-parts.js';

/** What a key means in a document. */
export interface Address {
  readonly path: Path;
  /** What the key takes; `null` for a table, a list of tables, and what the schema does not know. */
  readonly kind: Kind<unknown> | null;
  /** Whether it is edited key by key. */
  readonly isTable: boolean;
}

/** Finds what a key means by the schema of `root`; `tree` is the document in today's form. */
export function addressOf(key: string, tree: Table, root: TableClass): Result<Address, ConfigEditProblem> {
  const parts = keyParts(key);
  return parts === null ? fail({ kind: 'malformed-key', key }) : inTable({ tree, path: [], rest: parts }, root);
}

/** How far a key has been followed. */
interface Way {
  readonly tree: Table;
  readonly path: Path;
  readonly rest: readonly string[];
}

function inTable(way: Way, table: TableClass): Result<Address, ConfigEditProblem> {
  const [name] = way.rest;
  if (name === undefined) return ok({ path: way.path, kind: null, isTable: true });
  const entry = entriesOf(table).get(name);
  if (entry !== undefined) return inEntry(step(way, name), entry);
  if (isOpen(table)) return ok({ path: [...way.path, ...way.rest], kind: null, isTable: false });
  const near = nearest(name, entriesOf(table).keys());
  const meant = near === null ? null : dotted([...way.path, near, ...way.rest.slice(1)]);
  return fail({ kind: 'unknown-key', key: dotted([...way.path, name]), meant });
}

function inEntry(way: Way, entry: SchemaEntry): Result<Address, ConfigEditProblem> {
  if (entry.shape === 'value') return inValue(way, entry.kind);
  if (entry.shape === 'table') return inTable(way, entry.table);
  const [name] = way.rest;
  if (name === undefined) return ok({ path: way.path, kind: null, isTable: true });
  const place = entry.shape === 'tables' ? entryNamed(way, name) : nameIn(way, name);
  if (place !== null) return inTable(step(way, place), entry.table);
  return fail({ kind: 'unknown-entry', list: dotted(way.path), entry: name, known: idsIn(way) });
}

/** A value can be a list or a table of simple ones, whose entries can be edited one by one. */
function inValue(way: Way, kind: Kind<unknown>): Result<Address, ConfigEditProblem> {
  const [name] = way.rest;
  if (name === undefined) return ok({ path: way.path, kind, isTable: false });
  const value = valueAt(way.tree, way.path);
  const index = isList(value) && /^\d+$/.test(name) && Number(name) < value.length ? Number(name) : null;
  const place = kind.read({}).ok ? name : index;
  if (place === null || way.rest.length > 1) {
    return fail({ kind: 'unknown-key', key: dotted([...way.path, ...way.rest]), meant: null });
  }
  return ok({ path: [...way.path, place], kind: null, isTable: false });
}

function step(way: Way, part: string | number): Way {
  return { ...way, path: [...way.path, part], rest: way.rest.slice(1) };
}

/** An id goes before an index, which an id could look like. */
function entryNamed(way: Way, name: string): number | null {
  const list = valueAt(way.tree, way.path);
  if (!isList(list)) return null;
  const named = list.findIndex((entry) => isTable(entry) && entry['id'] === name);
  if (named !== -1) return named;
  return /^\d+$/.test(name) && Number(name) < list.length ? Number(name) : null;
}

/** Names are free; one that is there in other letters is meant. */
function nameIn(way: Way, name: string): string {
  const table = valueAt(way.tree, way.path);
  if (!isTable(table) || Object.hasOwn(table, name)) return name;
  return Object.keys(table).find((key) => key.toLowerCase() === name.toLowerCase()) ?? name;
}

function idsIn(way: Way): readonly string[] {
  const list = valueAt(way.tree, way.path);
  if (!isList(list)) return [];
  return list.flatMap((entry) => (isTable(entry) && typeof entry['id'] === 'string' ? [entry['id']] : []));
}

/** The path as people write it, entries of lists by their ids where they have some. */
export function shownKey(path: Path, tree: Table): string {
  return dotted(
    path.map((part, index) => {
      if (typeof part !== 'number') return part;
      const entry = valueAt(tree, path.slice(0, index + 1));
      const id = isTable(entry) ? entry['id'] : undefined;
      return typeof id === 'string' && id !== '' ? id : part;
    }),
  );
}
