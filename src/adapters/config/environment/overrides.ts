import type { EngineId } from '../../../domain/ids.js';
import { isTooDeepJson } from '../../../domain/json-levels.js';
import type { Fault } from '../faults/fault.js';
import type { ConfigSchema } from '../schema/config-schema.js';
import { entriesOf, type TableClass } from '../schema/keys/schema.js';
import type { Kind } from '../schema/kinds/kind.js';
import { valueAt, withValue } from '../toml/change.js';
import { MOST_LEVELS } from '../toml/depth.js';
import { parseToml } from '../toml/parse-toml.js';
import { DateText, isList, isTable, type Path, type Table, type TreeValue } from '../toml/tree.js';
import type { Override } from './origins.js';

const PREFIX = /^UNTETHER__/i;

/** Environment variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What a variable is set to; a name that only means something to JavaScript, such as `toString`, is that of no variable. */
export function variableIn(environment: Environment, name: string): string | undefined {
  return Object.hasOwn(environment, name) ? environment[name] : undefined;
}

/** A document after the environment had its say. */
export interface Overridden {
  readonly tree: Table;
  readonly overrides: readonly Override[];
  readonly faults: readonly Fault[];
}

/** The variables that override keys, in a stable order. */
export function overridingVariables(environment: Environment): readonly (readonly [string, string])[] {
  return Object.entries(environment)
    .filter((entry): entry is [string, string] => PREFIX.test(entry[0]) && entry[1] !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Puts every variable `UNTETHER__SECTION__KEY` in the place of the key that it names, in any case. */
export function override({ root, engines }: ConfigSchema, document: Table, environment: Environment): Overridden {
  let tree = document;
  const overrides: Override[] = [];
  const faults: Fault[] = [];
  for (const [variable, text] of overridingVariables(environment)) {
    const target = targetOf(
      root,
      tree,
      tableParts(variable.replace(PREFIX, '').toLowerCase().split('__'), engines.ids),
    );
    const path = target?.path ?? [variable];
    overrides.push({ path, created: createdBy(path, tree), variable });
    if (target === null) faults.push(noKey(variable));
    else tree = withValue(tree, target.path, target.kind?.textual === true ? text : literal(text));
  }
  return { tree, overrides, faults };
}

interface Target {
  readonly path: Path;
  /** `null` for a table or a key that the schema does not know. */
  readonly kind: Kind<unknown> | null;
}

/** `engines.claude` and `claude` are the same table, and the second is its name from here on. */
function tableParts(parts: readonly string[], known: readonly EngineId[]): readonly string[] {
  const [first, second] = parts;
  return first === 'engines' && second !== undefined && known.includes(second) ? parts.slice(1) : parts;
}

function targetOf(root: TableClass, document: Table, parts: readonly string[]): Target | null {
  if (parts.length > MOST_LEVELS || parts.some((part) => part === '' || part === 'constructor')) return null;
  let table: TableClass | null = root;
  let kind: Kind<unknown> | null = null;
  let path: Path = [];
  for (let index = 0; index < parts.length; index++) {
    const part = parts[index] ?? '';
    const entry: ReturnType<typeof entryIn> = entryIn(table, part);
    path = [...path, entry === undefined ? nameIn(valueAt(document, path), part) : part];
    kind = entry?.shape === 'value' ? entry.kind : null;
    table = entry === undefined || entry.shape === 'value' ? null : entry.table;
    const next = parts[index + 1];
    if (entry === undefined || entry.shape === 'value' || entry.shape === 'table' || next === undefined) continue;
    const around = valueAt(document, path);
    const name: string | number | null = entry.shape === 'tables' ? indexIn(around, next) : nameIn(around, next);
    if (name === null) return null;
    path = [...path, name];
    index++;
  }
  return { path, kind };
}

function createdBy(path: Path, tree: Table): Path {
  const prefixes = path.map((_, index) => path.slice(0, index + 1));
  return prefixes.find((prefix) => valueAt(tree, prefix) === undefined) ?? path;
}

function entryIn(table: TableClass | null, name: string) {
  return table === null ? undefined : entriesOf(table).get(name);
}

function nameIn(value: TreeValue | undefined, name: string): string {
  return (isTable(value) ? Object.keys(value).find((key) => key.toLowerCase() === name) : undefined) ?? name;
}

function indexIn(value: TreeValue | undefined, text: string): number | null {
  const index = /^\d{1,6}$/.test(text) ? Number(text) : -1;
  return isList(value) && index >= 0 && index < value.length ? index : null;
}

/** What the text would mean in the file; text that means nothing there, and dates, stay text. */
function literal(text: string): TreeValue {
  const parsed = /[\r\n]/.test(text) ? null : parseToml(`value = ${text}`);
  if (parsed?.ok !== true) return json(text);
  const value = parsed.value['value'];
  return value === undefined || value instanceof DateText ? text : value;
}

/** Lists and tables may also be written as JSON. */
function json(text: string): TreeValue {
  if (!/^\s*[[{]/.test(text) || isTooDeepJson(text)) return text;
  try {
    return tree(JSON.parse(text)) ?? text;
  } catch {
    return text;
  }
}

function tree(value: unknown): TreeValue | null {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? BigInt(value) : value;
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (Array.isArray(value)) return value.map(tree).filter((entry) => entry !== null);
  if (typeof value !== 'object' || value === null) return null;
  if (Object.hasOwn(value, '__proto__') || Object.hasOwn(value, 'constructor')) return null;
  const entries = Object.entries(value).map(([key, inner]) => [key, tree(inner)] as const);
  return Object.fromEntries(entries.filter((entry): entry is [string, TreeValue] => entry[1] !== null));
}

function noKey(variable: string): Fault {
  return {
    path: [variable],
    at: 'key',
    message: 'This environment variable names no key.',
    hint: 'Name it UNTETHER__, then the tables and the key, with two underscores between them, or unset it.',
  };
}
