import type { WrittenSetting } from '../../../application/ports/config/config-source.js';
import { Secret } from '../../../domain/secret.js';
import { remembered } from '../memory/remembered.js';
import type { ConfigDto } from '../schema/config-dto.js';
import { entriesOf, type TableClass, type TableEntry, type ValueEntry } from '../schema/keys/schema.js';
import { secretSources } from '../secrets/secret-sources.js';
import type { Vault } from '../secrets/vault.js';
import { dotted, isTable, type Path, pathId, type Table, toJson } from '../toml/tree.js';
import type { LeftOut } from './lenient.js';

type Values = Readonly<Record<string, unknown>>;

interface Place {
  /** Where it is in the document, entries by index. */
  readonly at: Path;
  /** What people call it, entries by id. */
  readonly named: Path;
  /** The named entry that it is in. */
  readonly entry: string | null;
}

interface Work {
  readonly out: LeftOut;
  /** What the keys that name a secret's place lead to, by path. */
  readonly kept: ReadonlyMap<string, Secret>;
  /** The tables that those keys are in. */
  readonly keptAround: ReadonlySet<string>;
  readonly settings: Map<string, WrittenSetting>;
  /** A table of each class with its defaults: there may be 10,000 tables. */
  readonly usual: Map<TableClass, Values>;
}

/**
 * Every key that is written and says something else than its default, without the entries that are left out. To be
 * asked only about documents without faults.
 */
export function writtenSettings(
  dto: ConfigDto,
  tree: Table,
  vault: Vault,
  out: LeftOut,
): ReadonlyMap<string, WrittenSetting> {
  const sources = secretSources(dto);
  const kept = sources.map(({ path, name, kind }) => {
    const secret = kind === 'file' ? vault.file(name) : vault.variable(name);
    return [pathId(path), new Secret(JSON.stringify([name, secret.ok ? secret.value.reveal() : null]))] as const;
  });
  const keptAround = new Set(sources.map(({ path }) => pathId(path.slice(0, -1))));
  const work: Work = { out, kept: new Map(kept), keptAround, settings: new Map(), usual: new Map() };
  gatherTable(work, dto.constructor as TableClass, tree, dto as unknown as Values, { at: [], named: [], entry: null });
  return work.settings;
}

function gatherTable(work: Work, table: TableClass, tree: Table, values: Values, place: Place): void {
  const entries = entriesOf(table);
  const usual = usualOf(work, table);
  for (const name of Object.keys(tree)) {
    const entry = entries.get(name);
    if (entry === undefined) continue;
    const inner = { at: [...place.at, name], named: [...place.named, name], entry: place.entry };
    if (entry.shape === 'value') gatherValue(work, entry, values[name], usual[name], inner);
    else gatherTables(work, entry, tree[name], values[name], inner);
  }
  gatherUnknown(work, values['extra'], place);
}

function usualOf({ usual }: Work, table: TableClass): Values {
  const known = usual.get(table) ?? (new table() as Values);
  usual.set(table, known);
  return known;
}

function gatherValue(work: Work, entry: ValueEntry, value: unknown, usual: unknown, place: Place): void {
  const kept = work.kept.size === 0 ? undefined : work.kept.get(pathId(place.at));
  const hidden = kept ?? (entry.discreet || holdsSecret(value) ? new Secret(plainly(value)) : null);
  const text = hidden ?? printed(value);
  const usually = printed(usual);
  if (text === null || text === usually) return;
  work.settings.set(dotted(place.named), { value: text, usual: hidden === null ? usually : null, entry: place.entry });
}

function gatherTables(work: Work, entry: TableEntry, tree: Table[string] | undefined, values: unknown, place: Place) {
  for (const [inner, value, name, at] of tablesIn(entry, tree, values)) {
    if (entry.shape === 'table') {
      gatherTable(work, entry.table, inner, value, place);
      continue;
    }
    const named = [...place.named, name];
    const innerPlace = { at: [...place.at, at], named, entry: dotted(named) };
    if (!work.out.has(innerPlace.at)) gatherEntry(work, entry.table, [inner, value], innerPlace);
  }
}

type Written = readonly (readonly [key: string, setting: WrittenSetting])[];

/** Of entries that stand whole in the file: most are the same objects as in the reading before. */
const ofEntry = remembered((_: Values): { written: Written | null } => ({ written: null }));

function gathered(work: Work, table: TableClass, [tree, values]: readonly [Table, Values], place: Place): Written {
  const settings = new Map<string, WrittenSetting>();
  gatherTable({ ...work, settings }, table, tree, values, place);
  return [...settings];
}

function gatherEntry(work: Work, table: TableClass, [tree, values]: readonly [Table, Values], place: Place): void {
  const known = ofEntry(values);
  const written = known.written ?? gathered(work, table, [tree, values], place);
  for (const [key, setting] of written) work.settings.set(key, setting);
  if (!work.keptAround.has(pathId(place.at))) known.written = written;
}

/** Each table of an entry with its values, the name that it goes by, and its name or index in the document. */
function tablesIn(
  { shape }: TableEntry,
  tree: Table[string] | undefined,
  values: unknown,
): readonly (readonly [Table, Values, string, string | number])[] {
  if (shape === 'table') return isTable(tree) ? [[tree, values as Values, '', '']] : [];
  if (shape === 'named-tables') {
    return [...(values as ReadonlyMap<string, Values>)].map(([name, value]) => {
      const inner = isTable(tree) ? tree[name] : undefined;
      return [isTable(inner) ? inner : {}, value, name, name];
    });
  }
  const tables = tree as readonly Table[];
  return (values as readonly Values[]).map((value, index) => [tables[index] ?? {}, value, `${value['id']}`, index]);
}

/** What a key holds that only its reader knows may be a secret. */
function gatherUnknown(work: Work, extra: unknown, place: Place): void {
  for (const [name, value] of Object.entries((extra ?? {}) as Table)) {
    const named = [...place.named, name];
    const entry = place.entry ?? (place.named[0] === 'plugins' ? dotted(named) : null);
    if (!work.out.has([...place.at, name])) {
      work.settings.set(dotted(named), { value: new Secret(JSON.stringify(toJson(value))), usual: null, entry });
    }
  }
}

function holdsSecret(value: unknown): boolean {
  return Array.isArray(value) ? value.some((one) => one instanceof Secret) : value instanceof Secret;
}

/** The value as a text that tells it from all others, secrets revealed. */
function plainly(value: unknown): string {
  const reveal = (one: unknown) => (one instanceof Secret ? one.reveal() : one);
  return JSON.stringify(Array.isArray(value) ? value.map(reveal) : reveal(value));
}

/** The value for people; `null` for one that is not there. */
export function printed(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  return typeof value === 'string' ? value : JSON.stringify(value).replaceAll(',', ', ');
}
