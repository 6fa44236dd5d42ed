import { stringify } from 'smol-toml';

/** A value of a configuration file. */
export type TreeValue = string | number | boolean | readonly TreeValue[] | Tree;

/** A table of a configuration file; `null` takes a key away when it is laid over another. */
export interface Tree {
  readonly [key: string]: TreeValue | null;
}

/** The name under which a proof's project stands in for any. */
export const PROJECT = 'garden';

/** The table with the other one laid over it; lists are taken as a whole. */
export function overlay(below: Tree, above: Tree): Tree {
  const merged: Record<string, TreeValue | null> = { ...below };
  for (const [key, value] of Object.entries(above)) {
    const before = merged[key];
    if (value === null) delete merged[key];
    else merged[key] = isTree(before) && isTree(value) ? overlay(before, value) : value;
  }
  return merged;
}

/** The table with one key set, or taken away (`null`); `*` is the first entry of a list, or the project. */
export function withKey(tree: Tree, [head = '', ...rest]: readonly string[], value: TreeValue | null): Tree {
  const name = head === '*' ? PROJECT : head;
  if (rest.length === 0) return overlay(tree, { [name]: value });
  const inner = tree[name];
  if (rest[0] !== '*' || name === 'projects')
    return { ...tree, [name]: withKey(isTree(inner) ? inner : {}, rest, value) };
  const [first, ...others] = (inner ?? []) as readonly Tree[];
  return { ...tree, [name]: [withKey(first ?? {}, rest.slice(1), value), ...others] };
}

/** The document as TOML. */
export function toToml(tree: Tree): string {
  return stringify(tree);
}

function isTree(value: TreeValue | null | undefined): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
