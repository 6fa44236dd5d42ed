import 'reflect-metadata';
import type { Kind } from '../kinds/kind.js';
import type { Verdict } from '../verdicts/verdict.js';
import type { LiveEffect } from './live-effect.js';

/** A class whose instances hold one table; a new one holds the defaults. */
export type TableClass = new () => object;

/** A key with a simple value. */
export interface ValueEntry {
  readonly shape: 'value';
  readonly name: string;
  readonly description: string;
  readonly kind: Kind<unknown>;
  /** Whether there is no default and the key must be written. */
  readonly required: boolean;
  /** The default in words, where the class can't know it. */
  readonly defaultText: string | null;
  /** Whether it may hold a secret without being one, so that it is not shown in a chat. */
  readonly discreet: boolean;
  /** How an edit takes effect, where that is not as for the others of its table. */
  readonly live: LiveEffect | null;
  /** When an edit of it allows more than before; `null` if nobody said. */
  readonly widens: Verdict<unknown> | null;
}

/** A key with a table (`table`), a list of tables (`tables`) or a table of tables under free names (`named-tables`). */
export interface TableEntry {
  readonly shape: 'table' | 'tables' | 'named-tables';
  readonly name: string;
  readonly description: string;
  readonly table: TableClass;
  /** What a new entry of it is compared with, and whether it widens by being there; `null` for a single table. */
  readonly added: AddedEntry | null;
  /** The key of its table that it is told before; not given or `null` for the order of the class. */
  readonly before?: string | null;
}

/** A new entry allows more by being there (`widens`), or stands for one with every default before it (`as-defaults`). */
export type AddedEntry = 'widens' | 'as-defaults';

/** One key of a table, as the schema knows it. */
export type SchemaEntry = ValueEntry | TableEntry;

const ENTRIES = Symbol('config-entries');
const OPEN = Symbol('config-open');
const LIVE = Symbol('config-live');

/** Adds a key to the schema of the class that `prototype` belongs to. */
export function addEntry(prototype: object, entry: SchemaEntry): void {
  const own = (Reflect.getOwnMetadata(ENTRIES, prototype) ?? []) as readonly SchemaEntry[];
  Reflect.defineMetadata(ENTRIES, [...own, entry], prototype);
}

/** Whether the class that `prototype` belongs to, or one that it extends, has a key with a simple value so far. */
export function hasValues(prototype: object): boolean {
  return chain(prototype).some((entry) => entry.shape === 'value');
}

/** The keys of a table in the order of its class, those of the class that it extends first. */
export function entriesOf(table: TableClass): ReadonlyMap<string, SchemaEntry> {
  const cached = Reflect.getOwnMetadata(ENTRIES, table) as ReadonlyMap<string, SchemaEntry> | undefined;
  if (cached !== undefined) return cached;
  const entries = new Map(chain(table.prototype as object).map((entry) => [entry.name, entry]));
  Reflect.defineMetadata(ENTRIES, entries, table);
  return entries;
}

function chain(prototype: object): readonly SchemaEntry[] {
  const parent = Object.getPrototypeOf(prototype) as object | null;
  const own = (Reflect.getOwnMetadata(ENTRIES, prototype) ?? []) as readonly SchemaEntry[];
  return parent === null ? own : own.reduce(placed, chain(parent));
}

function placed(entries: readonly SchemaEntry[], entry: SchemaEntry): readonly SchemaEntry[] {
  const before = entry.shape === 'value' ? null : (entry.before ?? null);
  const at = entries.findIndex(({ name }) => name === before);
  return at === -1 ? [...entries, entry] : entries.toSpliced(at, 0, entry);
}

/** Marks a class whose table may have keys that the schema does not know; they are kept in `extra`. */
export function markOpen(table: TableClass): void {
  Reflect.defineMetadata(OPEN, true, table);
}

/** Whether the table may have keys that the schema does not know. */
export function isOpen(table: TableClass): boolean {
  return Reflect.getMetadata(OPEN, table) === true;
}

/** Says how an edit takes effect for the keys of a table that say nothing else themselves, also in tables that extend it. */
export function markLive(table: TableClass, effect: LiveEffect): void {
  Reflect.defineMetadata(LIVE, effect, table);
}

/** How an edit of the key takes effect; `null` if nobody said. */
export function liveEffect({ entry, table }: SchemaKey): LiveEffect | null {
  return entry.live ?? (Reflect.getMetadata(LIVE, table) as LiveEffect | undefined) ?? null;
}

/** Every way through the schema to a simple key, `*` standing for free names and indexes. */
export function schemaKeys(root: TableClass, around: readonly string[] = []): readonly SchemaKey[] {
  return [...entriesOf(root).values()].flatMap((entry) => {
    if (entry.shape === 'value') return [{ path: [...around, entry.name], entry, table: root }];
    return schemaKeys(entry.table, [...around, entry.name, ...(entry.shape === 'table' ? [] : ['*'])]);
  });
}

/** A simple key, where it is, and the table that it is in. */
export interface SchemaKey {
  readonly path: readonly string[];
  readonly entry: ValueEntry;
  readonly table: TableClass;
}
