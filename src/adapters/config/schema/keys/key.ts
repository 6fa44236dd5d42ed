import 'reflect-metadata';
import { plainToInstance, Transform, Type } from 'class-transformer';
import {
  IsArray,
  IsDefined,
  IsInstance,
  IsObject,
  IsOptional,
  ValidateBy,
  ValidateNested,
  type ValidationArguments,
} from 'class-validator';
import type { Table, TreeValue } from '../../toml/tree.js';
import type { Kind } from '../kinds/kind.js';
import type { Verdict } from '../verdicts/verdict.js';
import type { LiveEffect } from './live-effect.js';
import { malformedKeys } from './malformed-keys.js';
import { Refused } from './refused.js';
import { type AddedEntry, addEntry, hasValues, markLive, markOpen, type TableClass } from './schema.js';

type Holder<K extends string, T> = { readonly [P in K]?: T | null };
type OnProperty<T> = <K extends string>(prototype: Holder<K, T>, name: K) => void;

interface KeyOptions<T> {
  readonly required?: boolean;
  readonly defaultText?: string;
  /** It may hold a secret without being one. */
  readonly discreet?: boolean;
  /** How an edit takes effect, unless as for the others of its table. */
  readonly live?: LiveEffect;
  /** When an edit allows more than before, or that it never does: a test fails for a key that says neither. */
  readonly widens?: Verdict<T>;
}

/**
 * Makes a property a key of its table: what it holds, and one sentence about it for the reference page. The default is
 * the property's initial value; `null` means unset.
 */
export function Key<T>(kind: Kind<T>, description: string, options: KeyOptions<NoInfer<T>> = {}): OnProperty<T> {
  return (prototype, name) => {
    if (!hasValues(prototype)) checkAllKeys(prototype, name);
    addEntry(prototype, {
      shape: 'value',
      name,
      description,
      kind,
      required: options.required === true,
      defaultText: options.defaultText ?? null,
      discreet: options.discreet === true,
      live: options.live ?? null,
      widens: options.widens ?? null,
    });
    Transform(({ obj }) => readValue(kind, (obj as Table)[name]))(prototype, name);
  };
}

/** Makes a property a key that has to be written. */
export function RequiredKey<T>(
  kind: Kind<T>,
  description: string,
  options: Pick<KeyOptions<NoInfer<T>>, 'live' | 'widens'> = {},
): OnProperty<T> {
  return Key(kind, description, { ...options, required: true });
}

/** Makes a property a table. */
export function SubTable<T extends object>(table: new () => T, description: string): OnProperty<T> {
  return (prototype, name) => {
    addEntry(prototype, { shape: 'table', name, description, table, added: null });
    for (const decorate of [Type(() => table), IsDefined(), IsObject(), ValidateNested()]) decorate(prototype, name);
  };
}

/** Makes a property a table that may be left out, it is `null` then; it is told `before` another key of its table, else last. */
export function OptionalTable<T extends object>(
  table: new () => T,
  description: string,
  { before = null }: { readonly before?: string | null } = {},
): OnProperty<T> {
  return (prototype, name) => {
    addEntry(prototype, { shape: 'table', name, description, table, added: null, before });
    for (const decorate of [Type(() => table), IsOptional(), IsObject(), ValidateNested()]) decorate(prototype, name);
  };
}

/** Makes a property a list of tables. */
export function TableList<T extends object>(
  table: new () => T,
  description: string,
  added: AddedEntry,
): OnProperty<readonly T[]> {
  return (prototype, name) => {
    addEntry(prototype, { shape: 'tables', name, description, table, added });
    const nested = [Type(() => table), IsDefined(), IsArray(), ValidateNested({ each: true })];
    for (const decorate of nested) decorate(prototype, name);
  };
}

/** Makes a property a table of tables under names that people choose. */
export function NamedTables<T extends object>(
  table: new () => T,
  description: string,
  added: AddedEntry,
): OnProperty<ReadonlyMap<string, T>> {
  return (prototype, name) => {
    addEntry(prototype, { shape: 'named-tables', name, description, table, added });
    Transform(({ obj }) => instances(table, (obj as Record<string, Table>)[name] ?? {}))(prototype, name);
    for (const decorate of [IsDefined(), IsInstance(Map), ValidateNested({ each: true })]) decorate(prototype, name);
  };
}

/** Says how an edit takes effect for the keys of a table that say nothing else themselves. */
export function TakesEffect(effect: LiveEffect): (table: TableClass) => void {
  return (table) => markLive(table, effect);
}

/** Makes a class take keys that the schema does not know, as they are, into its property `extra`. */
export function KeepsUnknownKeys(table: new () => { readonly extra: Table }): void {
  markOpen(table);
  Transform(({ obj }) => (obj as { readonly extra: Table }).extra)(table.prototype as object, 'extra');
}

function readValue(kind: Kind<unknown>, raw: TreeValue | undefined): unknown {
  if (raw === undefined) return undefined;
  const result = kind.read(raw);
  return result.ok ? result.value : new Refused(result.problem);
}

/** One check for all keys of a table: class-validator is slow with many properties, and there may be 10,000 tables. */
function checkAllKeys(prototype: object, first: string): void {
  const validate = (_: unknown, args?: ValidationArguments) =>
    args !== undefined && malformedKeys(args.object).length === 0;
  ValidateBy({ name: 'wellFormed', validator: { validate } })(prototype, first);
}

function instances<T extends object>(table: new () => T, raw: Table): ReadonlyMap<string, T> {
  return new Map(Object.entries(raw).map(([name, inner]) => [name, plainToInstance(table, inner)]));
}
