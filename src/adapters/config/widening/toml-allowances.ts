import type { Allowances, PermissionChange } from '../../../application/values/permission-change.js';
import { sameValue } from '../../../domain/same-value.js';
import { Secret } from '../../../domain/secret.js';
import type { LeftOut } from '../read/lenient.js';
import { printed } from '../read/written-settings.js';
import type { ConfigDto } from '../schema/config-dto.js';
import {
  entriesOf,
  isOpen,
  type SchemaEntry,
  type TableClass,
  type TableEntry,
  type ValueEntry,
} from '../schema/keys/schema.js';
import type { ConfigFacts, Side, Wider } from '../schema/verdicts/verdict.js';
import { dotted, type Path, type Table, toJson } from '../toml/tree.js';

type Values = Readonly<Record<string, unknown>>;

/** The same table of both configurations. */
interface Pair {
  readonly before: object;
  readonly after: object;
  /** The entry was not there before; `before` holds its defaults. */
  readonly isNew: boolean;
  /** By names, entries of lists by their ids. */
  readonly path: Path;
}

/** What a decoded file allows, its defaults, overrides and secrets resolved; compared key by key as the schema says. */
export class TomlAllowances implements Allowances {
  readonly #dto: ConfigDto;
  readonly #facts: ConfigFacts;
  readonly #out: LeftOut;
  /** Who tells of an edit asks several times. */
  readonly #found = new WeakMap<TomlAllowances, readonly PermissionChange[]>();

  constructor(dto: ConfigDto, facts: ConfigFacts, out: LeftOut) {
    this.#dto = dto;
    this.#facts = facts;
    this.#out = out;
  }

  over(before: Allowances): readonly PermissionChange[] {
    if (!(before instanceof TomlAllowances)) throw new Error('Only configurations of one source can be compared.');
    const found = this.#found.get(before) ?? this.#foundOver(before);
    this.#found.set(before, found);
    return found;
  }

  #foundOver(before: TomlAllowances): readonly PermissionChange[] {
    const found: PermissionChange[] = [];
    const walk = new Walk(
      { facts: before.#facts, out: before.#out },
      { facts: this.#facts, out: this.#out },
      (widening) => found.push(widening),
    );
    walk.table(this.#dto.constructor as TableClass, { before: before.#dto, after: this.#dto, isNew: false, path: [] });
    return found;
  }
}

interface Rest {
  readonly facts: ConfigFacts;
  readonly out: LeftOut;
}

class Walk {
  readonly #before: Rest;
  readonly #after: Rest;
  readonly #tell: (widening: PermissionChange) => void;
  readonly #usual = new Map<TableClass, object>();
  readonly #entries = new Map<TableClass, Judged>();

  constructor(before: Rest, after: Rest, tell: (widening: PermissionChange) => void) {
    this.#before = before;
    this.#after = after;
    this.#tell = tell;
  }

  table(table: TableClass, pair: Pair): void {
    const { entries, always, isOpen } = this.#judged(table);
    // Most are the same objects; then only what lies outside of them may have changed.
    for (const entry of pair.before === pair.after ? always : entries) {
      if (entry.shape === 'value') this.#value(entry, pair);
      else this.#tables(entry, pair);
    }
    if (isOpen && pair.before !== pair.after) this.#unknown(pair);
  }

  #value({ name, widens, discreet }: ValueEntry, { before, after, isNew, path }: Pair): void {
    if (widens === null || widens === 'never') return;
    const [from, to] = [(before as Values)[name], (after as Values)[name]];
    if (sameValue(from, to) && widens.always !== true) return;
    const sides = { before: side(before, this.#before), after: side(after, this.#after) };
    const names = [...path, name].map(String);
    const wider = widens.judge(from, to, { ...sides, isNew, path: names });
    if (wider !== null)
      this.#found(dotted([...path, name]), wider, discreet || isSecret(from) || isSecret(to), from, to);
  }

  #found(key: string, wider: Wider, isHidden: boolean, from: unknown, to: unknown): void {
    if (wider.kind === 'hidden' || (isHidden && wider.kind === 'changed')) this.#tell({ kind: 'hidden', key });
    else if (wider.kind === 'changed') {
      const shown = wider.shown ?? { before: printed(from), after: printed(to) };
      this.#tell({ kind: 'changed', key, ...shown });
    } else for (const item of wider.items) this.#tell({ kind: wider.kind, key, item });
  }

  #tables(entry: TableEntry, pair: Pair): void {
    const [before, after] = [(pair.before as Values)[entry.name], (pair.after as Values)[entry.name]];
    const path = [...pair.path, entry.name];
    if ((before ?? after ?? null) === null) return;
    if (entry.shape === 'table') {
      const usual = this.#defaults(entry.table);
      const from = this.#before.out.has(path) ? usual : (before ?? usual);
      const to = this.#after.out.has(path) ? usual : (after ?? usual);
      this.table(entry.table, { before: from, after: to, isNew: pair.isNew, path });
      return;
    }
    const [former, now] = [entriesIn(entry, before, path, this.#before), entriesIn(entry, after, path, this.#after)];
    for (const [id, { table, name }] of now) {
      const known = former.get(id)?.table;
      const isNew = known === undefined && entry.added === 'widens';
      const inner = [...path, name];
      if (isNew) this.#tell({ kind: 'entry', key: dotted(inner) });
      this.table(entry.table, { before: known ?? this.#defaults(entry.table), after: table, isNew, path: inner });
    }
    if (entry.added === 'widens') return;
    for (const [id, { table, name }] of former) {
      if (now.has(id)) continue;
      const gone = { before: table, after: this.#defaults(entry.table), isNew: false, path: [...path, name] };
      this.table(entry.table, gone);
    }
  }

  /** Keys that only their reader knows: nobody can say which of their values allows more. */
  #unknown({ before, after, isNew, path }: Pair): void {
    if (isNew) return;
    const [from, to] = [extraOf(before), extraOf(after)];
    for (const name of new Set([...Object.keys(from), ...Object.keys(to)])) {
      const values = [from[name], to[name]].map((value) => JSON.stringify(value === undefined ? null : toJson(value)));
      if (values[0] !== values[1]) this.#tell({ kind: 'hidden', key: dotted([...path, name]) });
    }
  }

  /** Those that may widen; there may be 10,000 tables. */
  #judged(table: TableClass): Judged {
    const known = this.#entries.get(table) ?? judged(table);
    this.#entries.set(table, known);
    return known;
  }

  /** A table of each class with its defaults: there may be 10,000 tables. */
  #defaults(table: TableClass): object {
    const known = this.#usual.get(table) ?? new table();
    this.#usual.set(table, known);
    return known;
  }
}

/** What of a table may allow more, and what of that also where the table itself is as it was. */
interface Judged {
  readonly entries: readonly SchemaEntry[];
  readonly always: readonly SchemaEntry[];
  readonly isOpen: boolean;
}

function judged(table: TableClass): Judged {
  const entries = [...entriesOf(table).values()].filter((one) => one.shape !== 'value' || one.widens !== 'never');
  const always = entries.filter((one) => one.shape !== 'value' || isAlways(one));
  return { entries, always, isOpen: isOpen(table) };
}

function isAlways({ widens }: ValueEntry): boolean {
  return widens !== null && widens !== 'never' && widens.always === true;
}

function side(table: object, { facts }: Rest): Side {
  return { table, facts };
}

function extraOf(table: object): Table {
  return ((table as Values)['extra'] ?? {}) as Table;
}

interface NamedTable {
  readonly name: string;
  readonly table: object;
}

/** The tables by what tells them apart: a name in any case, or an id as it is; one that is switched off allows nothing. */
function entriesIn(entry: TableEntry, value: unknown, path: Path, { out }: Rest): ReadonlyMap<string, NamedTable> {
  if (entry.shape === 'named-tables') {
    const tables = [...(value as ReadonlyMap<string, object>)].filter(([name]) => !out.has([...path, name]));
    return new Map(tables.map(([name, table]) => [name.toLowerCase(), { name, table }]));
  }
  const there = new Map<string, NamedTable>();
  for (const [index, table] of (value as readonly object[]).entries()) {
    const { id, enabled } = table as Values;
    if (enabled === false || (out.size > 0 && out.has([...path, index]))) continue;
    there.set(String(id), { name: String(id), table });
  }
  return there;
}

function isSecret(value: unknown): boolean {
  return value instanceof Secret || (Array.isArray(value) && value.some((one) => one instanceof Secret));
}
