import { isDeepStrictEqual } from 'node:util';
import { valueAt } from '../toml/change.js';
import { isList, type Path, type TreeValue } from '../toml/tree.js';
import { addToToml } from './add-to-toml.js';
import { insertItem, removeItem } from './bracket-items.js';
import { removeFromToml } from './remove-from-toml.js';
import { splice } from './splice.js';
import { TomlLayout } from './toml-layout.js';
import { tomlLiteral } from './toml-literal.js';
import { treeOf } from './tree-of.js';

/**
 * Writes a value into TOML text and leaves everything else as it stands. What is there is replaced in its place; what is
 * new comes after the last key of its table, and a new table after the last one of its kin. No simple value may be in the
 * way, and the entries of lists that the path leads through must be there.
 */
export function setInToml(text: string, path: Path, value: TreeValue): string {
  const current = valueAt(treeOf(text), path);
  if (isDeepStrictEqual(current, value)) return text;
  const layout = new TomlLayout(text);
  const found = layout.find(path);
  if (found?.rest.length !== 0) {
    // A table that headers or dotted keys make has no one place in which another value could stand.
    return addToToml(current === undefined ? text : removeFromToml(text, path), path, value);
  }
  const { node, entry } = found;
  if (node.type === 'TOMLArray' && isList(current) && isList(value)) return setList(text, path, current, value);
  const multiline = node === entry.value && layout.lineBreak === '\n';
  return splice(text, node.range[0], node.range[1], tomlLiteral(value, { multiline }));
}

/** Brings a list nearer to another by one entry, until nothing is left to do; the other entries keep lines and comments. */
function setList(text: string, path: Path, old: readonly TreeValue[], value: readonly TreeValue[]): string {
  const differing = value.findIndex((entry, index) => !isDeepStrictEqual(entry, old[index]));
  const index = differing === -1 ? value.length : differing;
  const entry = value[index];
  if (old.length > value.length) return setInToml(changedList(text, path, index, null), path, value);
  if (entry === undefined) return text;
  const nearer =
    old.length < value.length ? changedList(text, path, index, entry) : setInToml(text, [...path, index], entry);
  return setInToml(nearer, path, value);
}

/** The text with an entry of a list put in, or taken out (`null`). */
function changedList(text: string, path: Path, index: number, entry: TreeValue | null): string {
  const layout = new TomlLayout(text);
  const node = layout.find(path)?.node;
  if (node?.type !== 'TOMLArray') throw new Error('A list was lost while it was changed.');
  return entry === null ? removeItem(layout, node, index) : insertItem(layout, node, index, tomlLiteral(entry));
}
