import { DateText, isList, isTable, type Table, type TreeValue } from './tree.js';

/**
 * What `now` says, made of the tables of `before` wherever they say the same, so that they can be told by being the same
 * objects. Tables in lists are looked for in their place, and by their `id`.
 */
export function sharedTree(before: Table, now: Table): Table {
  return shared(before, now) as Table;
}

function shared(before: TreeValue | undefined, now: TreeValue): TreeValue {
  if (before === now) return now;
  if (isTable(now)) return isTable(before) ? sharedTable(before, now) : now;
  if (isList(now)) return isList(before) ? sharedList(before, now) : now;
  return now;
}

function sharedTable(before: Table, now: Table): Table {
  const [names, formerNames] = [Object.keys(now), Object.keys(before)];
  let isSame = names.length === formerNames.length;
  const copy: Record<string, TreeValue> = {};
  for (const [index, name] of names.entries()) {
    const value = now[name] as TreeValue;
    const former = Object.hasOwn(before, name) ? before[name] : undefined;
    const mine = shared(former, value);
    copy[name] = mine;
    // A table that is written in another order may be meant so.
    isSame &&= formerNames[index] === name && isSaying(former, mine);
  }
  return isSame ? before : copy;
}

function sharedList(before: readonly TreeValue[], now: readonly TreeValue[]): readonly TreeValue[] {
  let byId: ReadonlyMap<TreeValue, Table> | null = null;
  let isSame = before.length === now.length;
  const copy = now.map((value, index) => {
    const mine = shared(before[index], value);
    if (isSaying(before[index], mine)) return mine;
    isSame = false;
    const id = isTable(value) ? value['id'] : undefined;
    if (id === undefined) return mine;
    byId ??= tablesById(before);
    const moved = byId.get(id);
    return moved === undefined ? mine : shared(moved, value);
  });
  return isSame ? before : copy;
}

function tablesById(list: readonly TreeValue[]): ReadonlyMap<TreeValue, Table> {
  return new Map(list.flatMap((one) => (isTable(one) && one['id'] !== undefined ? [[one['id'], one] as const] : [])));
}

/** Whether a value says the same as one that was shared with it as far as possible. */
function isSaying(before: TreeValue | undefined, shared: TreeValue): boolean {
  if (before instanceof DateText && shared instanceof DateText) {
    return before.text === shared.text && before.form === shared.form;
  }
  return Object.is(before, shared);
}
