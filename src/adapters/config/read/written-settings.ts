import type {
  SettingsByKey,
  WrittenEntry,
  WrittenSetting,
  WrittenSettings,
} from '../../../application/ports/config/config-source.js';
import { Secret } from '../../../domain/secret.js';
import { remembered } from '../memory/remembered.js';
import type { ConfigDto } from '../schema/config-dto.js';
import { entriesOf, type TableClass, type TableEntry, type ValueEntry } from '../schema/keys/schema.js';
import { secretSources } from '../secrets/secret-sources.js';
import type { Vault } from '../secrets/vault.js';
import { dotted, isTable, type Path, pathId, type Table, toJson } from '../toml/tree.js';
import { LeftOut } from './lenient.js';

type Values = Readonly<Record<string, unknown>>;

interface Place {
  /** Where it is in the document, entries by index. */
  readonly at: Path;
  /** What people call it, entries by id. */
  readonly named: Path;
}

interface Work {
  readonly out: LeftOut;
  /** What the keys that name a secret's place lead to, by path. */
  readonly kept: ReadonlyMap<string, Secret>;
  /** The tables that those keys are in. */
  readonly keptAround: ReadonlySet<string>;
  /** Of the entry that is looked at, or of what belongs to none. */
  readonly settings: Map<string, WrittenSetting>;
  readonly entries: Map<string, WrittenEntry>;
}

/** A table of each class with its defaults: there may be 10,000 tables. */
const usualOf = remembered((table: TableClass) => new table() as Values);

/**
 * Every key that is written and says something else than its default, without the entries that are left out. To be
 * asked only about documents without faults.
 */
export function writtenSettings(dto: ConfigDto, tree: Table, vault: Vault, out: LeftOut): WrittenSettings {
  const sources = secretSources(dto);
  const kept = sources.map(({ path, name, kind }) => {
    const secret = kind === 'file' ? vault.file(name) : vault.variable(name);
    return [pathId(path), new Secret(JSON.stringify([name, secret.ok ? secret.value.reveal() : null]))] as const;
  });
  const keptAround = new Set(sources.map(({ path }) => pathId(path.slice(0, -1))));
  const [settings, entries] = [new Map<string, WrittenSetting>(), new Map<string, WrittenEntry>()];
  const work: Work = { out, kept: new Map(kept), keptAround, settings, entries };
  gatherTable(work, dto.constructor as TableClass, tree, dto as unknown as Values, { at: [], named: [] });
  return { common: settings, entries };
}

function gatherTable(work: Work, table: TableClass, tree: Table, values: Values, place: Place): void {
  const entries = entriesOf(table);
  const usual = usualOf(table);
  for (const name of Object.keys(tree)) {
    const entry = entries.get(name);
    if (entry === undefined) continue;
    const inner = { at: [...place.at, name], named: [...place.named, name] };
    if (entry.shape === 'value') gatherValue(work, entry, values[name], usual[name], inner);
    else gatherTables(work, entry, tree[name], values[name], inner);
  }
  gatherUnknown(work, values['extra'], place);
}

function gatherValue(work: Work, entry: ValueEntry, value: unknown, usual: unknown, place: Place): void {
  const kept = work.kept.size === 0 ? undefined : work.kept.get(pathId(place.at));
  const hidden = kept ?? (entry.discreet || holdsSecret(value) ? new Secret(plainly(value)) : null);
  const text = hidden ?? printed(value);
  const usually = printed(usual);
  if (text === null || text === usually) return;
  work.settings.set(dotted(place.named), { value: text, usual: hidden === null ? usually : null });
}

function gatherTables(work: Work, entry: TableEntry, tree: Table[string] | undefined, values: unknown, place: Place) {
  for (const [inner, value, name, at] of tablesIn(entry, tree, values)) {
    if (entry.shape === 'table') {
      gatherTable(work, entry.table, inner, value, place);
      continue;
    }
    const innerPlace = { at: [...place.at, at], named: [...place.named, name] };
    if (!work.out.has(innerPlace.at)) gatherEntry(work, entry, [inner, value], innerPlace);
  }
}

type EntryTables = readonly [tree: Table, values: Values];

/** Most entries of lists are the same objects as in the reading before, and nobody asks for their keys. */
function gatherEntry(work: Work, { shape, table }: TableEntry, [tree, values]: EntryTables, place: Place): void {
  const name = dotted(place.named);
  if (shape === 'tables' && !(work.keptAround.size > 0 && work.keptAround.has(pathId(place.at)))) {
    const known = ofEntry(values);
    known.entry ??= new LateEntry(() => gathered(INSIDE, table, [tree, values], { at: [], named: place.named }));
    work.entries.set(name, known.entry);
    return;
  }
  const keys = gathered(work, table, [tree, values], place);
  if (keys.size > 0) work.entries.set(name, { keys });
}

const ofEntry = remembered((_: Values): { entry: WrittenEntry | null } => ({ entry: null }));

/** An entry that says all that it says itself. */
const INSIDE: Omit<Work, 'settings'> = {
  out: new LeftOut([]),
  kept: new Map(),
  keptAround: new Set(),
  entries: new Map(),
};

function gathered(work: Omit<Work, 'settings'>, table: TableClass, [tree, values]: EntryTables, place: Place) {
  const settings = new Map<string, WrittenSetting>();
  gatherTable({ ...work, settings }, table, tree, values, place);
  return settings;
}

/** An entry of which the keys are found when they are asked for. */
class LateEntry implements WrittenEntry {
  #find: (() => SettingsByKey) | null;
  #keys: SettingsByKey = new Map();

  constructor(find: () => SettingsByKey) {
    this.#find = find;
  }

  get keys(): SettingsByKey {
    if (this.#find !== null) this.#keys = this.#find();
    this.#find = null;
    return this.#keys;
  }
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
    if (work.out.has([...place.at, name])) continue;
    const key = dotted([...place.named, name]);
    const setting = { value: new Secret(JSON.stringify(toJson(value))), usual: null };
    // Each table of plugins is an entry.
    if (place.named.length === 1 && place.named[0] === 'plugins')
      work.entries.set(key, { keys: new Map([[key, setting]]) });
    else work.settings.set(key, setting);
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
