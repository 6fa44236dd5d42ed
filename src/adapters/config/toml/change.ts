import { isList, isTable, type Path, type Table, type TreeValue } from './tree.js';

/** The value at a path, or `undefined`. */
export function valueAt(tree: TreeValue | undefined, path: Path): TreeValue | undefined {
  return path.reduce<TreeValue | undefined>((value, part) => {
    if (isTable(value)) return Object.hasOwn(value, part) ? value[part] : undefined;
    return isList(value) && typeof part === 'number' ? value[part] : undefined;
  }, tree);
}

/** The table with a value put at a path, tables made on the way; unchanged if something else is in the way. */
export function withValue(tree: Table, path: Path, value: TreeValue): Table {
  return put(tree, path, value) as Table;
}

/** The table without the value at a path. */
export function withoutValue(tree: Table, path: Path): Table {
  const [first, ...rest] = path;
  if (first === undefined || !Object.hasOwn(tree, first)) return tree;
  const { [first]: inner, ...others } = tree;
  if (rest.length === 0) return others;
  return isTable(inner) ? { ...tree, [first]: withoutValue(inner, rest) } : tree;
}

function put(tree: TreeValue | undefined, path: Path, value: TreeValue): TreeValue {
  const [first, ...rest] = path;
  if (first === undefined) return value;
  if (isList(tree) && typeof first === 'number') {
    return tree.map((entry, index) => (index === first ? put(entry, rest, value) : entry));
  }
  if (tree === undefined) return { [first]: put(undefined, rest, value) };
  if (!isTable(tree)) return tree;
  const inner = Object.hasOwn(tree, first) ? tree[first] : undefined;
  return { ...tree, [first]: put(inner, rest, value) };
}
